// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.seal.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** Makes the file of a new KEK. */
public final class KekFile {
  private static final Set<StandardOpenOption> ANEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private KekFile() {}

  /**
   * Draws a KEK and writes it where nothing stands. The file has mode 0600 from its first moment
   * and gets its name when it is whole and durable, in a step that never takes a name away from
   * another file: it is linked, because a rename would overwrite.
   *
   * @throws KekRefused something stands there, or it cannot be written; nothing is left behind
   */
  public static void generate(Path file, SecureRandom random) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(file);
    }
    try {
      link(folderOf(file), file, random);
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (IOException | UnsupportedOperationException e) {
      throw unwritable(file, e);
    }
  }

  private static void link(Path folder, Path file, SecureRandom random) throws IOException {
    Path fresh = folder.resolve(".pawl-" + UUID.randomUUID() + ".new");
    try {
      write(fresh, random);
      Files.createLink(file, fresh);
    } finally {
      Files.deleteIfExists(fresh);
    }
    try {
      sync(folder);
    } catch (IOException e) {
      Files.delete(file);
      throw e;
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw exists(file);
    }
    return folder;
  }

  private static void write(Path fresh, SecureRandom random) throws IOException {
    byte[] key = new byte[SecretBytes.LENGTH];
    ByteBuffer buffer = ByteBuffer.allocateDirect(key.length);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            ANEW,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      random.nextBytes(key);
      buffer.put(key).flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } finally {
      Arrays.fill(key, (byte) 0);
      buffer.clear().put(key);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static KekRefused exists(Path file) {
    return new KekRefused(Sentinel.KEK_EXISTS, "It is %s.".formatted(file));
  }

  private static KekRefused unwritable(Path file, Exception e) {
    String reason = e instanceof IOException failure ? PrivateFile.reason(failure) : e.toString();
    return new KekRefused(
        Sentinel.KEK_UNAVAILABLE, "%s cannot be made: %s.".formatted(file, reason), e);
  }
}
