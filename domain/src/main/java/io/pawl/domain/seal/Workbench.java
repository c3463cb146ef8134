// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * What a thread needs to seal, or what it needs to open, made once and used for every value: a
 * cipher, a header, keys, and room for additional data. Nothing on it is secret but what a cipher
 * keeps of the last key.
 */
final class Workbench {
  /** Where additional data begins in its array: far from what others write. */
  private static final int BOUND_AT = 128;

  private static final int CONTEXT_AT = BOUND_AT + HeldKey.BOUND_LENGTH;

  /** Additional data that is longer gets an array of its own. */
  private static final int BOUND_LENGTH_MAX = 512;

  private final Cipher cipher = AesGcm.settledCipher();
  private final byte[] room = new byte[BOUND_AT + BOUND_LENGTH_MAX];
  private final HeaderAtHand header = new HeaderAtHand();
  private final OwnKeys keys = new OwnKeys();

  /** The key whose part of the additional data is in the room. */
  private @Nullable HeldKey begunWith;

  /** The header of the value that is worked on. */
  HeaderAtHand header() {
    return header;
  }

  OwnKeys keys() {
    return keys;
  }

  /**
   * The cipher, ready for the text under the key and the nonce in the header. The additional data
   * is put together first: a cipher would wait for bytes that were written a moment ago.
   *
   * @param mode the cipher's, always the same one at this bench: named by each caller, where it is
   *     a constant, because the JDK's cipher asks for it several times a value
   * @throws java.security.InvalidKeyException the key is dropped this very moment
   */
  Cipher ready(int mode, HeldKey held, byte[] context) throws GeneralSecurityException {
    byte[] bound = roomFor(held, context.length);
    System.arraycopy(context, 0, bound, CONTEXT_AT, context.length);
    return ready(mode, held, bound, context.length);
  }

  /** As the other, and leaves the context's position: one context may serve many values. */
  Cipher ready(int mode, HeldKey held, ByteBuffer context) throws GeneralSecurityException {
    int length = context.remaining();
    byte[] bound = roomFor(held, length);
    context.get(context.position(), bound, CONTEXT_AT, length);
    return ready(mode, held, bound, length);
  }

  private Cipher ready(int mode, HeldKey held, byte[] bound, int contextLength)
      throws GeneralSecurityException {
    cipher.init(mode, held.key(), header.nonce());
    cipher.updateAAD(bound, BOUND_AT, HeldKey.BOUND_LENGTH + contextLength);
    return cipher;
  }

  /**
   * Room for this much context behind what is the same for all values under the key, which is put
   * there when the key is another. Whatever may be thrown meanwhile leaves no key's part.
   */
  private byte[] roomFor(HeldKey held, int context) {
    if (HeldKey.BOUND_LENGTH + context > BOUND_LENGTH_MAX) {
      return begun(held, new byte[CONTEXT_AT + context]);
    }
    if (begunWith != held) {
      begunWith = null;
      begun(held, room);
      begunWith = held;
    }
    return room;
  }

  private static byte[] begun(HeldKey held, byte[] bound) {
    System.arraycopy(held.bound(), 0, bound, BOUND_AT, HeldKey.BOUND_LENGTH);
    return bound;
  }
}
