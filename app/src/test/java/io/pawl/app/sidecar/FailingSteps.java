// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.wire.Bytes;
import io.pawl.ports.storage.FileSteps;
import java.io.IOException;
import java.nio.file.Path;

/** Takes every step but one, which fails. */
final class FailingSteps implements FileSteps {
  private int left;

  FailingSteps(int before) {
    this.left = before;
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    step();
    LOCAL.makeFolder(folder);
  }

  @Override
  public FreshFile create(Path file) throws IOException {
    step();
    FreshFile fresh = LOCAL.create(file);
    return new FreshFile() {
      @Override
      public void write(Bytes content) throws IOException {
        step();
        fresh.write(content);
      }

      @Override
      public void sync() throws IOException {
        step();
        fresh.sync();
      }

      @Override
      public void close() throws IOException {
        fresh.close();
      }
    };
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    LOCAL.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    LOCAL.delete(file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    step();
    LOCAL.syncFolder(folder);
  }

  private void step() throws IOException {
    if (left-- == 0) {
      throw new IOException("Injected.");
    }
  }
}
