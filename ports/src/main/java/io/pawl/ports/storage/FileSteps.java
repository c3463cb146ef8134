// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.wire.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What it takes to replace a file durably, step by step. So few and so small that a file system
 * that loses power can stand in for the real one, which is {@link #LOCAL}.
 */
public interface FileSteps {
  FileSteps LOCAL = new LocalFileSteps();

  /** Makes a folder that only its owner may look into; its name is durable once synced. */
  void makeFolder(Path folder) throws IOException;

  /** Makes a file that only its owner may read. Fails if anything is there, a link included. */
  FreshFile create(Path file) throws IOException;

  /** In one step: whoever looks sees the file that was there before, or the new one. */
  void rename(Path from, Path to) throws IOException;

  /** A file that is not there is deleted already. */
  void delete(Path file) throws IOException;

  /** Makes the names in a folder durable: files made, renamed or deleted there stay so. */
  void syncFolder(Path folder) throws IOException;

  /** A file that was just made. */
  interface FreshFile extends Closeable {
    void write(Bytes content) throws IOException;

    /** What was written is durable on return; the file's name is not yet. */
    void sync() throws IOException;
  }
}
