// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.wire.Bytes;
import io.pawl.ports.storage.FileSteps.FreshFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes a file so that a crash at any moment leaves the old one or the new one, whole: into a
 * fresh file beside it, fsync, rename over it, fsync of the folder. After a failure it is one of
 * the two. A thread that was interrupted writes like any other.
 */
public final class DurableFile {
  private static final String FRESH_PREFIX = ".pawl-";
  private static final String FRESH_SUFFIX = ".new";

  private DurableFile() {}

  /** Writes the content to an open stream. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Fills a fresh file and makes that durable. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  public static void replace(Path file, Bytes content) throws IOException {
    replace(file, out -> out.write(content.toArray()));
  }

  public static void replace(Path file, Content content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + FRESH_SUFFIX);
    Files.deleteIfExists(fresh);
    place(fresh, file, content);
    syncFolder(folderOf(file));
  }

  /**
   * Replaces a file that is its owner's alone. The fresh file has a name nobody can foresee; one
   * that an earlier crash left is neither followed nor reused: {@link #deleteLeftovers}.
   */
  public static void replacePrivately(FileSteps steps, Path file, Bytes content)
      throws IOException {
    Path fresh = unforeseeable(file);
    FreshFile opened = steps.create(fresh);
    renamed(
        steps,
        fresh,
        file,
        () -> {
          try (opened) {
            opened.write(content);
            opened.sync();
          }
        });
    steps.syncFolder(folderOf(file));
  }

  /** Only for whoever holds the folder: a fresh file of a writer at work looks the same. */
  public static void deleteLeftovers(FileSteps steps, Path folder) throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, FRESH_PREFIX + "*" + FRESH_SUFFIX)) {
      for (Path fresh : left) {
        steps.delete(fresh);
      }
    }
  }

  /**
   * Writes a file where none stands; after a failure none stands there. The fresh file has a name
   * nobody else uses, because the folder may be anybody's.
   */
  public static void create(Path file, Content content) throws IOException {
    place(unforeseeable(file), file, content);
    try {
      syncFolder(folderOf(file));
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(e, () -> Files.deleteIfExists(file));
      throw e;
    }
  }

  private static void place(Path fresh, Path file, Content content) throws IOException {
    Files.createFile(fresh);
    renamed(FileSteps.LOCAL, fresh, file, () -> writeAndSync(fresh, content));
  }

  /** The fresh file is whole when it takes its place, or it is gone. */
  private static void renamed(FileSteps steps, Path fresh, Path file, Writing writing)
      throws IOException {
    try {
      writing.run();
      steps.rename(fresh, file);
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(e, () -> steps.delete(fresh));
      throw e;
    }
  }

  private static Path unforeseeable(Path file) {
    return file.resolveSibling(FRESH_PREFIX + UUID.randomUUID() + FRESH_SUFFIX);
  }

  /** Makes a folder and those above it that are missing; a power loss does not take them back. */
  public static void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folderOf(folder);
    makeFolders(above);
    Files.createDirectories(folder);
    syncFolder(above);
  }

  /** Makes the names in a folder durable: files made, renamed or deleted there stay so. */
  public static void syncFolder(Path folder) throws IOException {
    FileSteps.LOCAL.syncFolder(folder);
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    checkArgument(folder != null, "%s is not a file in a folder.", file);
    return folder;
  }

  /** Not through a channel, which an interrupt would close. */
  private static void writeAndSync(Path fresh, Content content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
      content.writeTo(out);
      out.getFD().sync();
    }
  }
}
