// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

/**
 * What is measured: a store, or the bare engine doing the same reads and writes. Both answer the
 * same calls, so that the call itself costs both the same.
 */
public interface Contender extends AutoCloseable {

  /** The row of this number, in whatever form the contender reads it. */
  Object find(int number);

  /** Writes the batch and the position, atomically and unsynced. */
  void commit(Batch batch, long index);

  @Override
  void close();

  /** Opens a contender on the files an earlier one of its kind left behind, or on none. */
  @FunctionalInterface
  interface Opener {
    Contender open();
  }
}
