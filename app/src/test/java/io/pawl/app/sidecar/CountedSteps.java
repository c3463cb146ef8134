// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.wire.Bytes;
import io.pawl.ports.storage.FileSteps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes every step on real files, and writes down which there were. */
final class CountedSteps implements FileSteps {
  private final List<String> steps = new ArrayList<>();

  /** By the names of their methods, in order, since this was asked last. */
  List<String> newSteps() {
    List<String> taken = List.copyOf(steps);
    steps.clear();
    return taken;
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    steps.add("makeFolder");
    LOCAL.makeFolder(folder);
  }

  @Override
  public FreshFile create(Path file) throws IOException {
    steps.add("create");
    FreshFile fresh = LOCAL.create(file);
    return new FreshFile() {
      @Override
      public void write(Bytes content) throws IOException {
        steps.add("write");
        fresh.write(content);
      }

      @Override
      public void sync() throws IOException {
        steps.add("sync");
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
    steps.add("rename");
    LOCAL.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    steps.add("delete");
    LOCAL.delete(file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    steps.add("syncFolder");
    LOCAL.syncFolder(folder);
  }
}
