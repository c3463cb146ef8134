// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Something that happened to one file of a store nobody had open. */
sealed interface FileDamage {

  /** Relative to the home. */
  Path file();

  void inflictOn(Path home) throws IOException;

  /** At a random place of a random file that has bytes; one in four is a cut. */
  static FileDamage drawn(Path home, Chance chance) throws IOException {
    List<Path> files = HomeFiles.list(home);
    Path file = home.relativize(files.get(chance.below(files.size())));
    int length = Math.toIntExact(Files.size(home.resolve(file)));
    if (length == 0) {
      return drawn(home, chance);
    }
    int at = chance.below(length);
    return chance.oneIn(4) ? new Cut(file, at) : new Flip(file, at, 1 + chance.below(0xFF));
  }

  /** One byte is another one. */
  record Flip(Path file, int at, int mask) implements FileDamage {
    @Override
    public void inflictOn(Path home) throws IOException {
      try (FileChannel channel =
          FileChannel.open(home.resolve(file), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, at);
        one.put(0, (byte) (one.get(0) ^ mask)).rewind();
        channel.write(one, at);
      }
    }
  }

  /** The file ends here. */
  record Cut(Path file, int at) implements FileDamage {
    @Override
    public void inflictOn(Path home) throws IOException {
      try (FileChannel channel = FileChannel.open(home.resolve(file), StandardOpenOption.WRITE)) {
        channel.truncate(at);
      }
    }
  }

  /** The file is gone. */
  record Loss(Path file) implements FileDamage {
    @Override
    public void inflictOn(Path home) throws IOException {
      Files.delete(home.resolve(file));
    }
  }
}
