// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a home, as seen from outside of the store that wrote them. */
final class HomeFiles {
  /**
   * Left alone: on POSIX a process loses its lock when it closes any handle of the file, so that
   * copying it would unlock the store that is being copied.
   */
  private static final String LOCK = "pawl.lock";

  private static final int ATTEMPTS_MAX = 1000;

  private HomeFiles() {}

  /** Whether the engine wrote the file, which is named relative to the home. */
  static boolean isOfGeneration(Path file) {
    return file.getName(0).toString().startsWith("generation-");
  }

  /**
   * A copy of the home of an open store as it is at one moment. Engines tidy their files in the
   * background, and one file from before together with one from after is nothing a crash leaves. So
   * it is taken again until no file changed while it was taken.
   */
  static void copyOfOneMoment(Path home, Path image) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      delete(image);
      if (copiedUndisturbed(home, image)) {
        return;
      }
    }
    throw new IllegalStateException("The files in " + home + " never stand still.");
  }

  private static boolean copiedUndisturbed(Path home, Path image) throws IOException {
    try {
      Map<Path, List<Object>> before = marks(home);
      copy(home, image);
      return marks(home).equals(before);
    } catch (NoSuchFileException e) {
      return false;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return false;
      }
      throw e;
    }
  }

  /** What changes when a file does. */
  private static Map<Path, List<Object>> marks(Path home) throws IOException {
    Map<Path, List<Object>> marks = new HashMap<>();
    for (Path file : list(home)) {
      marks.put(file, List.of(Files.size(file), Files.getLastModifiedTime(file)));
    }
    return marks;
  }

  static void copy(Path home, Path image) throws IOException {
    for (Path file : list(home)) {
      Path copy = image.resolve(home.relativize(file).toString());
      MoreFiles.createParentDirectories(copy);
      Files.copy(file, copy);
    }
  }

  /** Wounds the file in which the place falls if all files lie one behind the other. */
  static void damage(Path home, Damage damage) throws IOException {
    long length = 0;
    for (Path file : list(home)) {
      length += Files.size(file);
    }
    long offset = damage.offsetIn(length);
    for (Path file : list(home)) {
      long size = Files.size(file);
      if (offset < size) {
        Files.write(file, damage.applyTo(Files.readAllBytes(file), (int) offset));
        return;
      }
      offset -= size;
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** In an order that does not depend on the file system. */
  static List<Path> list(Path home) throws IOException {
    try (Stream<Path> paths = Files.walk(home)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals(LOCK))
          .sorted()
          .toList();
    }
  }
}
