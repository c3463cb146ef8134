// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies and deletes the folders of stores. */
final class Homes {
  private static final String LOCK = "pawl.lock";

  private Homes() {}

  /** Every file but the lock, which is nobody's but the holder's. */
  static List<Path> filesIn(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(LOCK))
          .map(home::relativize)
          .sorted()
          .toList();
    }
  }

  static Path copy(Path home, Path target) throws IOException {
    delete(target);
    Files.createDirectories(target);
    for (Path file : filesIn(home)) {
      Path copied = target.resolve(file);
      Files.createDirectories(copied.resolve("..").normalize());
      Files.copy(home.resolve(file), copied);
    }
    return target;
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
