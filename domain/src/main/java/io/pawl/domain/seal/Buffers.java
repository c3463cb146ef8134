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
    if (from.hasArray() && to.hasArray()) {
      int length = from.remaining();
      int written =
          cipher.doFinal(
              from.array(),
              from.arrayOffset() + from.position(),
              length,
              to.array(),
              to.arrayOffset() + to.position());
      from.position(from.position() + length);
      to.position(to.position() + written);
    } else {
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
