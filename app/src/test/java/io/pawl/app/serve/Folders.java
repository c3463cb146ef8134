// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole folders: what is in them, and that they go. */
final class Folders {

  private Folders() {}

  static void delete(Path folder) {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a folder that processes may be using; what stood at the target is gone. */
  static void copy(Path from, Path to) {
    if (Files.exists(to)) {
      delete(to);
    }
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bytes bytesOf(Path file) {
    try {
      return Bytes.copyOf(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every path below, with a digest of what a file holds, and when it was last written. */
  static Map<String, String> content(Path folder) {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.forEach(path -> content.put(folder.relativize(path).toString(), digest(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  /** Empty files are not opened: closing one that is locked here would let go of the lock. */
  private static String digest(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return "a folder";
      }
      String content =
          Files.size(path) == 0
              ? "nothing"
              : MoreFiles.asByteSource(path).hash(Hashing.sha256()).toString();
      return content + ", of " + Files.getLastModifiedTime(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
