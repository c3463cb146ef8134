// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

/**
 * Who seals or opens with the keys of one keystore. All threads share it, and it lies wherever the
 * collector put it: what a thread does for every value knows it by name and reads nothing of it.
 */
abstract class KeyUser {
  private final Keystore keys;

  KeyUser(Keystore keys) {
    this.keys = keys;
  }

  /** To be asked for a key that a thread does not have at hand: see {@link OwnKeys}. */
  final Keystore keys() {
    return keys;
  }
}
