// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.driven.StorageRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A native library is loaded once per process, so its failure needs a process of its own. */
final class RocksDbLibraryTest {

  @Test
  void without_its_library_the_engine_is_unsupported_and_touches_nothing(@TempDir Path folder)
      throws IOException {
    Path home = folder.resolve("home");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + folder.resolve("missing"),
                "-cp",
                System.getProperty("java.class.path"),
                Opener.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).contains("refused: STORE_UNSUPPORTED");
    assertThat(home).doesNotExist();
  }

  /** Says how an opening was refused. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] args) {
      try {
        TestRows.open(Path.of(args[0])).close();
      } catch (StorageRefused e) {
        System.out.println("refused: " + e.sentinel());
      }
    }
  }
}
