// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import java.io.Closeable;
import java.io.IOException;

/** A file as a device offers it: bytes at places, and no promise about them before a sync. */
interface RawFile extends Closeable {

  long size() throws IOException;

  /** Fills the array from this position on; a file that ends before is an error. */
  void read(long position, byte[] into) throws IOException;

  /** Writes the first {@code length} bytes of the array, beyond the end if need be. */
  void write(long position, byte[] from, int length) throws IOException;

  void truncate(long size) throws IOException;

  /** Everything written before is on the device on return. */
  void sync() throws IOException;
}
