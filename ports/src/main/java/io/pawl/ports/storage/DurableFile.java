// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that a crash at any moment leaves the old one or the new one, whole: into a
 * fresh file beside it, fsync, rename over it, fsync of the folder. After a failure it is one of
 * the two.
 */
public final class DurableFile {
  private static final String FRESH_SUFFIX = ".new";

  private DurableFile() {}

  /** Writes the content to an open stream. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  public static void replace(Path file, Bytes content) throws IOException {
    replace(file, out -> out.write(content.toArray()));
  }

  public static void replace(Path file, Content content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + FRESH_SUFFIX);
    Files.deleteIfExists(fresh);
    try {
      writeAndSync(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(folderOf(file));
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(e, () -> Files.deleteIfExists(fresh));
      throw e;
    }
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
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    checkArgument(folder != null, "%s is not a file in a folder.", file);
    return folder;
  }

  private static void writeAndSync(Path fresh, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }
}
