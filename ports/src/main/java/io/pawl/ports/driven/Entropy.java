// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

/** Bytes that nobody can foresee, good enough for keys. Any thread may ask. */
@FunctionalInterface
public interface Entropy {

  /** Overwrites all of the array. */
  void fill(byte[] bytes);
}
