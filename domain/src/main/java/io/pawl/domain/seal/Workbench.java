// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * What a thread needs to seal and open, made once and used for every value: ciphers, and room for a
 * header and additional data. Nothing on it is secret but what a cipher keeps of the last key.
 *
 * <p>What is written for every value stands in the middle of one array: a processor that shared a
 * cache line with another one's bench would wait for it at every value.
 */
final class Workbench {
  private static final ThreadLocal<Workbench> OF_THREAD = ThreadLocal.withInitial(Workbench::new);

  private static final VarHandle COUNT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int MARGIN = 128;
  private static final int HEADER_AT = MARGIN;
  private static final int NONCE_AT = HEADER_AT + Envelope.NONCE_AT;

  /** Where additional data begins in what {@link #bind} gives. */
  static final int BOUND_AT = MARGIN + Envelope.HEADER_LENGTH;

  /** Additional data that is longer gets an array of its own. */
  private static final int BOUND_LENGTH_MAX = 512;

  private final Cipher sealing = AesGcm.settledCipher();
  private final Cipher opening = AesGcm.settledCipher();
  private final byte[] room = new byte[BOUND_AT + BOUND_LENGTH_MAX];
  private final RoomNonce nonce = new RoomNonce(room);
  private final ByteBuffer header =
      ByteBuffer.wrap(room, HEADER_AT, Envelope.HEADER_LENGTH).slice();

  private final Seat seat = new Seat();
  private final OwnKeys sealingKeys = new OwnKeys();
  private final OwnKeys openingKeys = new OwnKeys();

  private Workbench() {}

  static Workbench ofThread() {
    return OF_THREAD.get();
  }

  Seat seat() {
    return seat;
  }

  OwnKeys sealingKeys() {
    return sealingKeys;
  }

  OwnKeys openingKeys() {
    return openingKeys;
  }

  /** The header at hand. */
  ByteBuffer header() {
    return header;
  }

  /** Takes over the header that an envelope begins with. */
  void takeHeader(ByteBuffer envelope) {
    envelope.get(envelope.position(), room, HEADER_AT, Envelope.HEADER_LENGTH);
  }

  void takeHeader(byte[] envelope) {
    System.arraycopy(envelope, 0, room, HEADER_AT, Envelope.HEADER_LENGTH);
  }

  void putHeader(ByteBuffer envelope) {
    envelope.put(room, HEADER_AT, Envelope.HEADER_LENGTH);
  }

  void putHeader(byte[] envelope) {
    System.arraycopy(room, HEADER_AT, envelope, 0, Envelope.HEADER_LENGTH);
  }

  /** Puts a header together out of what a session's have in common and a write count. */
  void makeHeader(byte[] prefix, long count) {
    System.arraycopy(prefix, 0, room, HEADER_AT, Envelope.PREFIX_LENGTH);
    COUNT.set(room, HEADER_AT + Envelope.PREFIX_LENGTH, count);
  }

  /**
   * Ready to seal under the key and the nonce in the header.
   *
   * @throws java.security.InvalidKeyException the key is dropped this very moment
   */
  Cipher toSeal(HeldKey held) throws GeneralSecurityException {
    sealing.init(Cipher.ENCRYPT_MODE, held.key(), nonce);
    return sealing;
  }

  /**
   * Ready to open under the key and the nonce in the header.
   *
   * @throws java.security.InvalidKeyException the key is dropped this very moment
   */
  Cipher toOpen(HeldKey held) throws GeneralSecurityException {
    opening.init(Cipher.DECRYPT_MODE, held.key(), nonce);
    return opening;
  }

  /**
   * Puts together what is authenticated with the text, in an array that stays as it is until the
   * next value. Worth doing before a cipher is made ready: it would wait for bytes that were
   * written a moment ago.
   */
  byte[] bind(HeldKey held, byte[] context) {
    byte[] bound = roomFor(HeldKey.BOUND_LENGTH + context.length);
    System.arraycopy(held.bound(), 0, bound, BOUND_AT, HeldKey.BOUND_LENGTH);
    System.arraycopy(context, 0, bound, BOUND_AT + HeldKey.BOUND_LENGTH, context.length);
    return bound;
  }

  /** Leaves the position of the context where it is: one context may serve many values. */
  byte[] bind(HeldKey held, ByteBuffer context) {
    int length = context.remaining();
    byte[] bound = roomFor(HeldKey.BOUND_LENGTH + length);
    System.arraycopy(held.bound(), 0, bound, BOUND_AT, HeldKey.BOUND_LENGTH);
    context.get(context.position(), bound, BOUND_AT + HeldKey.BOUND_LENGTH, length);
    return bound;
  }

  private byte[] roomFor(int length) {
    return length <= BOUND_LENGTH_MAX ? room : new byte[BOUND_AT + length];
  }

  /**
   * The nonce that is in the header when a cipher asks for it: one of these for all values, instead
   * of one with a copy of its own for each.
   */
  private static final class RoomNonce extends GCMParameterSpec {
    private final byte[] room;

    RoomNonce(byte[] room) {
      super(AesGcm.TAG_BITS, room, NONCE_AT, Nonce.LENGTH);
      this.room = room;
    }

    @Override
    public byte[] getIV() {
      return Arrays.copyOfRange(room, NONCE_AT, NONCE_AT + Nonce.LENGTH);
    }
  }
}
