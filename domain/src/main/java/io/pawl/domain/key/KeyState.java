// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

/** What a key of the ring is still good for. */
public enum KeyState {
  /** Seals and opens: the one key of its purpose that new values are sealed under. */
  ACTIVE,
  /** Opens what was sealed under it, and seals nothing any more. */
  OLD
}
