// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The header of the value that a thread seals or opens, and the nonce in it as a cipher takes it.
 *
 * <p>It stands in the middle of an array: a processor that shared a cache line with what another
 * one writes for every value would wait for it at every value. And from array to array it is moved
 * in pieces of 2, 4, 8 and 4 bytes, the last two being those in which HotSpot copies the twelve
 * bytes of a nonce: a processor hands a write on to a read of the same bytes at once, but a read
 * across two writes waits until both are in the cache.
 */
final class HeaderAtHand {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private static final int MARGIN = 128;
  private static final int AT = MARGIN;
  private static final int NONCE_AT = AT + Envelope.NONCE_AT;

  private final byte[] room = new byte[AT + Envelope.HEADER_LENGTH + MARGIN];
  private final GCMParameterSpec nonce = new NonceAtHand(room);

  /** Slot and epoch as a nonce begins with them, above room for half of a count. */
  private long slotAndEpoch;

  /** The id of the key it names. */
  long dek() {
    return Integer.toUnsignedLong((int) INTS.get(room, AT + Envelope.DEK_AT));
  }

  /** What is wrong with an envelope of this length that begins with it, as anybody can see. */
  Optional<SealRefusal> refusalOf(int length) {
    return Envelope.refusalOf(room, AT, length);
  }

  /** Gives, whenever it is asked, the nonce that is in the header then. */
  GCMParameterSpec nonce() {
    return nonce;
  }

  /** Begins a session, whose headers have all but the write count in common. */
  void begin(byte[] prefix) {
    System.arraycopy(prefix, 0, room, AT, Envelope.PREFIX_LENGTH);
    slotAndEpoch = (long) LONGS.get(room, NONCE_AT) >>> Integer.SIZE << Integer.SIZE;
  }

  /** Goes on to the nonce of this write count. */
  void count(long count) {
    LONGS.set(room, NONCE_AT, slotAndEpoch | count >>> Integer.SIZE);
    INTS.set(room, NONCE_AT + Long.BYTES, (int) count);
  }

  /** Takes over the header that an envelope begins with; its position stays. */
  void takeFrom(ByteBuffer envelope) {
    if (envelope.hasArray()) {
      move(envelope.array(), envelope.arrayOffset() + envelope.position(), room, AT);
    } else {
      envelope.get(envelope.position(), room, AT, Envelope.HEADER_LENGTH);
    }
  }

  void takeFrom(byte[] envelope) {
    move(envelope, 0, room, AT);
  }

  /** Puts the header where an envelope begins, and moves its position on. */
  void putInto(ByteBuffer envelope) {
    if (envelope.hasArray()) {
      int at = envelope.arrayOffset() + envelope.position();
      envelope.position(envelope.position() + Envelope.HEADER_LENGTH);
      move(room, AT, envelope.array(), at);
    } else {
      envelope.put(room, AT, Envelope.HEADER_LENGTH);
    }
  }

  /**
   * An array of this length that begins with the header. Where a copy follows an array at once,
   * HotSpot zeroes only what is behind it, and is done sooner with a long one.
   */
  byte[] begun(int length) {
    byte[] envelope = new byte[length];
    System.arraycopy(room, AT, envelope, 0, Envelope.HEADER_LENGTH);
    return envelope;
  }

  private static void move(byte[] from, int at, byte[] to, int toAt) {
    SHORTS.set(to, toAt, (short) SHORTS.get(from, at));
    moveInt(from, at + Envelope.DEK_AT, to, toAt + Envelope.DEK_AT);
    moveNonce(from, at + Envelope.NONCE_AT, to, toAt + Envelope.NONCE_AT);
  }

  private static void moveNonce(byte[] from, int at, byte[] to, int toAt) {
    LONGS.set(to, toAt, (long) LONGS.get(from, at));
    moveInt(from, at + Long.BYTES, to, toAt + Long.BYTES);
  }

  private static void moveInt(byte[] from, int at, byte[] to, int toAt) {
    INTS.set(to, toAt, (int) INTS.get(from, at));
  }

  private static VarHandle view(Class<?> numbers) {
    return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
  }

  /** One of these for all values, instead of one with a copy of its own for each. */
  private static final class NonceAtHand extends GCMParameterSpec {
    private final byte[] room;

    NonceAtHand(byte[] room) {
      super(AesGcm.TAG_BITS, room, NONCE_AT, Nonce.LENGTH);
      this.room = room;
    }

    @Override
    public byte[] getIV() {
      byte[] copy = new byte[Nonce.LENGTH];
      moveNonce(room, NONCE_AT, copy, 0);
      return copy;
    }
  }
}
