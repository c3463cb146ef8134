// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

/**
 * Who seals or opens with the keys of one keystore. All threads share it, and it lies wherever the
 * collector put it; so a thread that has the key at hand compares the reference and reads no field.
 */
abstract sealed class KeyUser permits Sealer, Opener {
  private final Keystore keys;

  KeyUser(Keystore keys) {
    this.keys = keys;
  }

  /** Where a thread looks for a key that it does not have at hand: see {@link OwnKeys}. */
  final Keystore keys() {
    return keys;
  }
}
