// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

/**
 * When the leader built an entry. Replicas copy it and never read a clock of their own; version 1
 * did not record it.
 */
public sealed interface CreatedAt {

  /** Unsigned milliseconds since 1970 in UTC. */
  record Recorded(long unixMillis) implements CreatedAt {}

  record Unrecorded() implements CreatedAt {}

  CreatedAt UNRECORDED = new Unrecorded();
}
