// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * What a thread needs to seal and open, made once and used for every value: ciphers, a header, and
 * room for additional data. Nothing on it is secret but what a cipher keeps of the last key.
 */
final class Workbench {
  private static final ThreadLocal<Workbench> OF_THREAD = ThreadLocal.withInitial(Workbench::new);

  /** Where additional data begins in what {@link #bind} gives: far from what others write. */
  static final int BOUND_AT = 128;

  /** Additional data that is longer gets an array of its own. */
  private static final int BOUND_LENGTH_MAX = 512;

  private final Cipher sealing = AesGcm.settledCipher();
  private final Cipher opening = AesGcm.settledCipher();
  private final byte[] room = new byte[BOUND_AT + BOUND_LENGTH_MAX];
  private final Seat seat = new Seat();
  private final HeaderAtHand header = new HeaderAtHand();
  private final OwnKeys sealingKeys = new OwnKeys();
  private final OwnKeys openingKeys = new OwnKeys();

  /** The key whose part of the additional data is in the room. */
  private @Nullable HeldKey begunWith;

  private Workbench() {}

  static Workbench ofThread() {
    return OF_THREAD.get();
  }

  /** Where values are sealed. */
  Seat seat() {
    return seat;
  }

  /** The header of what is opened. */
  HeaderAtHand header() {
    return header;
  }

  OwnKeys sealingKeys() {
    return sealingKeys;
  }

  OwnKeys openingKeys() {
    return openingKeys;
  }

  /**
   * Ready to seal under the key and the nonce in the seat's header.
   *
   * @throws java.security.InvalidKeyException the key is dropped this very moment
   */
  Cipher toSeal(HeldKey held) throws GeneralSecurityException {
    sealing.init(Cipher.ENCRYPT_MODE, held.key(), seat.header().nonce());
    return sealing;
  }

  /**
   * Ready to open under the key and the nonce in the header.
   *
   * @throws java.security.InvalidKeyException the key is dropped this very moment
   */
  Cipher toOpen(HeldKey held) throws GeneralSecurityException {
    opening.init(Cipher.DECRYPT_MODE, held.key(), header.nonce());
    return opening;
  }

  /**
   * Puts together what is authenticated with the text, in an array that stays as it is until the
   * next value, and what is the same for all values under a key only when the key is another. Worth
   * doing before a cipher is made ready: it would wait for bytes that were written a moment ago.
   */
  byte[] bind(HeldKey held, byte[] context) {
    byte[] bound = roomFor(held, context.length);
    System.arraycopy(context, 0, bound, BOUND_AT + HeldKey.BOUND_LENGTH, context.length);
    return bound;
  }

  /** Leaves the position of the context where it is: one context may serve many values. */
  byte[] bind(HeldKey held, ByteBuffer context) {
    int length = context.remaining();
    byte[] bound = roomFor(held, length);
    context.get(context.position(), bound, BOUND_AT + HeldKey.BOUND_LENGTH, length);
    return bound;
  }

  /**
   * Room for this much context behind what is the same for all values under the key. Whatever may
   * be thrown while that is put there leaves the room with no key's part.
   */
  private byte[] roomFor(HeldKey held, int context) {
    if (HeldKey.BOUND_LENGTH + context > BOUND_LENGTH_MAX) {
      return begun(held, new byte[BOUND_AT + HeldKey.BOUND_LENGTH + context]);
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
