// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that an interrupted thread can use like any other. A {@link
 * java.nio.channels.FileChannel}, which MVStore would use, closes itself when a thread is
 * interrupted in it: one cancelled reader would take the store from everybody.
 */
final class UninterruptibleFile implements RawFile {
  private final RandomAccessFile file;

  private UninterruptibleFile(RandomAccessFile file) {
    this.file = file;
  }

  /** Makes the file if there is none. */
  static UninterruptibleFile open(Path path) throws IOException {
    return new UninterruptibleFile(new RandomAccessFile(path.toFile(), "rw"));
  }

  /** Of a file that is there; whoever writes to it fails. */
  static UninterruptibleFile openReadOnly(Path path) throws IOException {
    return new UninterruptibleFile(new RandomAccessFile(path.toFile(), "r"));
  }

  @Override
  public synchronized long size() throws IOException {
    return file.length();
  }

  @Override
  public synchronized void read(long position, byte[] into) throws IOException {
    file.seek(position);
    file.readFully(into);
  }

  @Override
  public synchronized void write(long position, byte[] from, int length) throws IOException {
    file.seek(position);
    file.write(from, 0, length);
  }

  @Override
  public synchronized void truncate(long size) throws IOException {
    file.setLength(size);
  }

  /** Holds nobody up: reads and writes go on while the device works. */
  @Override
  public void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
