// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is true of an open file itself, whatever has its name meanwhile. Java cannot ask a channel
 * for it, but Linux shows the open files of a process with their positions: the one that stands at
 * a position drawn for it is the channel's.
 */
final class OpenFile {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path POSITIONS = Path.of("/proc/self/fdinfo");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Beyond where anybody reads, and yet within what every file system can number. */
  private static final int MARK_MIN = 1 << 30;

  private OpenFile() {}

  /** The position of the channel is anywhere afterwards. */
  static FileStat stat(FileChannel channel) throws IOException {
    int mark = MARK_MIN + RANDOM.nextInt(MARK_MIN);
    channel.position(mark);
    List<Path> marked = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(POSITIONS)) {
      for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
        if (standsAt(descriptor, mark)) {
          marked.add(DESCRIPTORS.resolve(descriptor.getFileName()));
        }
      }
    }
    if (marked.size() != 1) {
      throw new IOException("the open file is not among those in " + DESCRIPTORS);
    }
    return FileStat.of(marked.get(0));
  }

  /** Another thread may close a file while it is looked at here; then it was not this one. */
  private static boolean standsAt(Path descriptor, int mark) {
    try {
      return Files.readAllLines(descriptor).contains("pos:\t" + mark);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
