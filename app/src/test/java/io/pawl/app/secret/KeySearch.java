// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.secret;

import com.google.common.primitives.Ints;
import io.pawl.domain.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for many byte strings in many files, in one pass over each. */
public final class KeySearch {
  static final int CHUNK = 1 << 20;

  private static final int HEAD = Integer.BYTES;
  private static final int FILTER_BITS = 22;
  private static final int SPREAD = 0x9E37_79B9;

  private final Map<Integer, List<Needle>> needles = new HashMap<>();
  private final boolean[] filter = new boolean[1 << FILTER_BITS];
  private int longest;
  private long bytesRead;

  /** What was found in a file. */
  public record Finding(Path file, String what) {}

  private static final class Needle {
    private final byte[] bytes;
    private final String what;

    Needle(byte[] bytes, String what) {
      this.bytes = bytes;
      this.what = what;
    }
  }

  public KeySearch add(Map<Bytes, String> wanted) {
    wanted.forEach((bytes, what) -> add(bytes.toArray(), what));
    return this;
  }

  private void add(byte[] bytes, String what) {
    if (bytes.length < HEAD) {
      throw new IllegalArgumentException("Too short to be found by purpose: " + what);
    }
    int head = headAt(bytes, 0);
    needles.computeIfAbsent(head, any -> new ArrayList<>()).add(new Needle(bytes, what));
    filter[slotOf(head)] = true;
    longest = Math.max(longest, bytes.length);
  }

  /** How much was looked at. */
  public long bytesRead() {
    return bytesRead;
  }

  /** In every file below, each finding once. */
  public List<Finding> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .flatMap(file -> inFile(file).stream())
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Finding> inFile(Path file) {
    List<Finding> findings = new ArrayList<>();
    byte[] window = new byte[longest + CHUNK];
    int filled = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int read = in.readNBytes(window, 0, window.length);
      while (read > 0) {
        bytesRead += read;
        filled += read;
        look(window, filled, file, findings);
        int kept = Math.min(longest - 1, filled);
        System.arraycopy(window, filled - kept, window, 0, kept);
        filled = kept;
        read = in.readNBytes(window, filled, window.length - filled);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return findings;
  }

  private void look(byte[] window, int length, Path file, List<Finding> findings) {
    if (length < HEAD) {
      return;
    }
    int head = headAt(window, 0) >>> Byte.SIZE;
    for (int at = 0; at + HEAD <= length; at++) {
      head = (head << Byte.SIZE) | (window[at + HEAD - 1] & 0xff);
      if (filter[slotOf(head)]) {
        for (Needle needle : needles.getOrDefault(head, List.of())) {
          if (standsAt(needle.bytes, window, at, length)) {
            findings.add(new Finding(file, needle.what));
          }
        }
      }
    }
  }

  private static boolean standsAt(byte[] needle, byte[] window, int at, int length) {
    int end = at + needle.length;
    return end <= length && Arrays.equals(needle, 0, needle.length, window, at, end);
  }

  private static int slotOf(int head) {
    return (head * SPREAD) >>> (Integer.SIZE - FILTER_BITS);
  }

  private static int headAt(byte[] bytes, int at) {
    return Ints.fromBytes(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
  }
}
