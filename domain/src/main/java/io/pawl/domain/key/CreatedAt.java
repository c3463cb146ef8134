// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

/**
 * When the leader made a key, as the entry that brings it says. Replicas copy it and never read a
 * clock of their own; version 1 of the entries did not record it.
 */
public sealed interface CreatedAt {

  /** Unsigned milliseconds since 1970 in UTC. */
  record Recorded(long unixMillis) implements CreatedAt {}

  record Unrecorded() implements CreatedAt {}

  CreatedAt UNRECORDED = new Unrecorded();
}
