// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.fault.Sentinel;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** What opens a token. It is never printed, and read when it is needed. */
public sealed interface Pin {
  int LENGTH_MAX = 256;

  /** A copy, to be zeroed by whoever took it. */
  char[] read();

  /** In a file that only the running user can read, on one line. */
  static Pin inFile(Path file) {
    return new InFile(file);
  }

  /** At hand already. */
  static Pin of(String text) {
    return new Given(text);
  }

  /** In a file. */
  record InFile(Path file) implements Pin {
    @Override
    public char[] read() {
      return new PrivateFile(file).read(LENGTH_MAX + 1, this::line);
    }

    private char[] line(byte[] bytes) {
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      char[] all = text.array();
      int length = text.remaining();
      if (length > 0 && all[length - 1] == '\n') {
        length--;
      }
      char[] pin = Arrays.copyOf(all, length);
      Arrays.fill(all, '\0');
      if (pin.length == 0 || bytes.length > LENGTH_MAX) {
        throw new KekRefused(
            Sentinel.KEK_UNAVAILABLE,
            "%s does not hold a PIN: a line of 1 to %s bytes.".formatted(file, LENGTH_MAX));
      }
      return pin;
    }
  }

  /** In memory. */
  final class Given implements Pin {
    private final String text;

    private Given(String text) {
      this.text = text;
    }

    @Override
    public char[] read() {
      return text.toCharArray();
    }

    @Override
    public String toString() {
      return "Pin";
    }
  }
}
