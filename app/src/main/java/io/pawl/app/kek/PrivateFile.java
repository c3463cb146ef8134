// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.fault.Sentinel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A file with a secret that must be nobody else's: regular, no link, of the running user, and
 * closed to everybody else. What it is by its name is asked first, so that no pipe and no device is
 * ever opened; what counts is what is found on the open file, which nobody can swap any more.
 */
final class PrivateFile {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path path;
  private final Opening opening;

  PrivateFile(Path path) {
    this(path, Opening.within(PATIENCE));
  }

  PrivateFile(Path path, Opening opening) {
    this.path = path;
    this.opening = opening;
  }

  /**
   * Shows the first bytes, at most {@code most} of them, and zeroes them afterwards.
   *
   * @throws KekRefused the file is not there, not readable or not private
   */
  <T> T read(int most, Function<byte[], T> reader) {
    try {
      requireRegular(FileStat.of(path, LinkOption.NOFOLLOW_LINKS));
      try (FileChannel channel = opening.open(path)) {
        requirePrivate(OpenFile.stat(channel));
        return read(channel, most, reader);
      }
    } catch (IOException e) {
      throw new KekRefused(
          Sentinel.KEK_UNAVAILABLE, "%s cannot be read: %s.".formatted(path, reason(e)), e);
    }
  }

  private void requireRegular(FileStat stat) {
    if (!stat.isRegular()) {
      throw insecure("is %s".formatted(stat.kind()));
    }
  }

  private void requirePrivate(FileStat stat) throws IOException {
    requireRegular(stat);
    int user = RunningUser.id();
    if (stat.owner() != user) {
      throw insecure(
          "belongs to user %s, and this is user %s"
              .formatted(Integer.toUnsignedString(stat.owner()), Integer.toUnsignedString(user)));
    }
    if (stat.isOpenToOthers()) {
      throw insecure("has mode %s".formatted(stat.permissions()));
    }
  }

  private KekRefused insecure(String what) {
    return new KekRefused(Sentinel.KEK_INSECURE, "%s %s.".formatted(path, what));
  }

  /** Into a buffer outside the heap: from there no copy stays with the JDK. */
  private static <T> T read(FileChannel channel, int most, Function<byte[], T> reader)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(most);
    byte[] bytes = new byte[0];
    try {
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = channel.read(buffer, buffer.position());
      }
      bytes = new byte[buffer.flip().limit()];
      buffer.get(bytes);
      return reader.apply(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      buffer.clear().put(new byte[most]);
    }
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (e instanceof AccessDeniedException) {
      return "that is not permitted";
    }
    String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
