// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tlc2.TLC;

/** Runs TLC in a Java process of its own: it keeps its state in statics and ends with an exit. */
final class ModelChecker {
  private static final Path WORK = Path.of(System.getProperty("basedir", "."), "target", "tlc");
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private ModelChecker() {}

  /**
   * One worker, because only then is the search breadth first to the letter and a counterexample a
   * shortest one.
   */
  static ModelReport check(String configuration) {
    Path home = WORK.resolve(configuration);
    Path log = home.resolve("tlc.log");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseParallelGC",
            "-Xmx512m",
            "-cp",
            jar().toString(),
            TLC.class.getName(),
            "-workers",
            "1",
            "-metadir",
            home.toString(),
            "-config",
            Configuration.FOLDER.resolve(configuration + ".cfg").toString(),
            Configuration.FOLDER.resolve("WriterRegistry.tla").toString());
    try {
      Files.createDirectories(home);
      run(command, log);
      return ModelReport.of(Files.readString(log));
    } catch (IOException e) {
      throw new IllegalStateException("TLC cannot be run on " + configuration, e);
    }
  }

  /** Whatever happens here, no process stays behind. */
  private static void run(List<String> command, Path log) throws IOException {
    Process tlc =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!tlc.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("TLC is not done after %s, see %s".formatted(LIMIT, log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("TLC was interrupted.", e);
    } finally {
      tlc.destroyForcibly();
    }
  }

  private static Path jar() {
    try {
      return Path.of(TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("TLC was not loaded from a file.", e);
    }
  }
}
