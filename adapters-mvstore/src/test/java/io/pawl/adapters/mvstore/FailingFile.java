// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import java.io.IOException;

/** A file whose device can be told to fail, and remembers whether it is open. */
final class FailingFile implements RawFile {
  private final RawFile file;
  private int failingRead = Integer.MAX_VALUE;
  private int reads;
  private boolean failsWrites;
  private boolean failsSyncs;
  private boolean closed;

  FailingFile(RawFile file) {
    this.file = file;
  }

  /** Fails one read, counted from 0, as a device does that recovers. */
  FailingFile failReadNumber(int number) {
    failingRead = number;
    return this;
  }

  int reads() {
    return reads;
  }

  void failWrites() {
    failsWrites = true;
  }

  void failSyncs() {
    failsSyncs = true;
  }

  void recover() {
    failsWrites = false;
    failsSyncs = false;
  }

  boolean isClosed() {
    return closed;
  }

  private static void failIf(boolean failing) throws IOException {
    if (failing) {
      throw new IOException("The device failed.");
    }
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public void read(long position, byte[] into) throws IOException {
    failIf(reads++ == failingRead);
    file.read(position, into);
  }

  @Override
  public void write(long position, byte[] from, int length) throws IOException {
    failIf(failsWrites);
    file.write(position, from, length);
  }

  @Override
  public void truncate(long size) throws IOException {
    failIf(failsWrites);
    file.truncate(size);
  }

  @Override
  public void sync() throws IOException {
    failIf(failsSyncs);
    file.sync();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    file.close();
  }
}
