// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.wire.Bytes;
import io.pawl.ports.storage.FileSteps;
import java.io.IOException;
import java.nio.file.Path;

/** Takes the steps quickly, for tests in which no power is lost. */
enum UnsyncedSteps implements FileSteps {
  INSTANCE;

  @Override
  public void makeFolder(Path folder) throws IOException {
    LOCAL.makeFolder(folder);
  }

  @Override
  public FreshFile create(Path file) throws IOException {
    FreshFile fresh = LOCAL.create(file);
    return new FreshFile() {
      @Override
      public void write(Bytes content) throws IOException {
        fresh.write(content);
      }

      @Override
      public void sync() {}

      @Override
      public void close() throws IOException {
        fresh.close();
      }
    };
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    LOCAL.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    LOCAL.delete(file);
  }

  @Override
  public void syncFolder(Path folder) {}
}
