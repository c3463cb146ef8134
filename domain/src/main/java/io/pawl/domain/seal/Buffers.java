// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Lets a cipher run over buffers, through their arrays where they have some: that is faster. */
final class Buffers {
  private static final int CHUNK = 4096;

  private Buffers() {}

  /** Advances both over what was read and written. */
  static void run(Cipher cipher, ByteBuffer from, ByteBuffer to) throws GeneralSecurityException {
    runBehind(0, cipher, from, to);
  }

  /** As {@link #run}, but passes over this many bytes first. */
  static void runBehind(int passed, Cipher cipher, ByteBuffer from, ByteBuffer to)
      throws GeneralSecurityException {
    int at = from.position() + passed;
    if (from.hasArray() && to.hasArray()) {
      int end = from.limit();
      int toAt = to.position();
      int written =
          cipher.doFinal(
              from.array(), from.arrayOffset() + at, end - at, to.array(), to.arrayOffset() + toAt);
      from.position(end);
      to.position(toAt + written);
    } else {
      from.position(at);
      runDirectly(cipher, from, to);
    }
  }

  /**
   * Where a tag is wrong, JDK 25 zeroes a direct buffer from its very start, also what stands there
   * before the position. So it gets a view that starts at the position.
   */
  private static void runDirectly(Cipher cipher, ByteBuffer from, ByteBuffer to)
      throws GeneralSecurityException {
    ByteBuffer rest = to.slice();
    cipher.doFinal(from, rest);
    to.position(to.position() + rest.position());
  }

  /** Writes zeroes over this many bytes from the position on, and leaves the position. */
  static void wipe(ByteBuffer buffer, int length) {
    int from = buffer.position();
    if (buffer.hasArray()) {
      int start = buffer.arrayOffset() + from;
      Arrays.fill(buffer.array(), start, start + length, (byte) 0);
      return;
    }
    byte[] zeroes = new byte[Math.min(CHUNK, length)];
    for (int done = 0; done < length; done += zeroes.length) {
      buffer.put(from + done, zeroes, 0, Math.min(zeroes.length, length - done));
    }
  }
}
