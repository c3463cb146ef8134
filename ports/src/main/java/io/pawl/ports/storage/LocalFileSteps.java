// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The steps on this machine's files. A thread that was interrupted takes them like any other. */
final class LocalFileSteps implements FileSteps {
  private static final Set<OpenOption> FRESH =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  @Override
  public void makeFolder(Path folder) throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Override
  public FreshFile create(Path file) throws IOException {
    return new LocalFile(
        FileChannel.open(
            file,
            FRESH,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    Uninterrupted.run(
        () -> {
          try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
          }
          return folder;
        });
  }

  private static final class LocalFile implements FreshFile {
    private final FileChannel channel;

    LocalFile(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(Bytes content) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(content.toArray());
      while (left.hasRemaining()) {
        Uninterrupted.run(() -> channel.write(left));
      }
    }

    @Override
    public void sync() throws IOException {
      Uninterrupted.run(
          () -> {
            channel.force(true);
            return channel;
          });
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
