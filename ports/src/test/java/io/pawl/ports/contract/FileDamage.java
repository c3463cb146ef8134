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

  /**
   * One in four is a cut. Half of the places are of a random file, so that small files have their
   * share; half are of the engine's bytes, so that the bulk of them has.
   */
  static FileDamage drawn(Path home, Chance chance) throws IOException {
    return chance.oneIn(2) ? inAnyFile(home, chance) : inEngineBytes(home, chance);
  }

  private static FileDamage inEngineBytes(Path home, Chance chance) throws IOException {
    List<Path> files =
        HomeFiles.list(home).stream()
            .map(home::relativize)
            .filter(HomeFiles::isOfGeneration)
            .toList();
    long total = 0;
    for (Path file : files) {
      total += Files.size(home.resolve(file));
    }
    int at = chance.below(Math.toIntExact(total));
    for (Path file : files) {
      int length = Math.toIntExact(Files.size(home.resolve(file)));
      if (at < length) {
        return at(file, at, chance);
      }
      at -= length;
    }
    throw new IllegalStateException("The files in " + home + " do not stand still.");
  }

  private static FileDamage inAnyFile(Path home, Chance chance) throws IOException {
    List<Path> files = HomeFiles.list(home);
    Path file = home.relativize(files.get(chance.below(files.size())));
    int length = Math.toIntExact(Files.size(home.resolve(file)));
    if (length == 0) {
      return inAnyFile(home, chance);
    }
    return at(file, chance.below(length), chance);
  }

  private static FileDamage at(Path file, int at, Chance chance) {
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
