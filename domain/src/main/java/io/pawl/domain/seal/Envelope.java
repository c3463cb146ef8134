// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a sealed value shows to anybody: the key it names, its nonce, and bytes that only the key
 * opens.
 *
 * <pre>
 * 01 | flag u8 = 0 | key_id u32 | nonce 12 | ciphertext | tag 16
 * </pre>
 *
 * The additional data, authenticated and not stored, is {@code 01 | flag | key_id | purpose u8 |
 * cluster_id 16 | context}, where the context is the caller's.
 */
public record Envelope(DekId dek, Nonce nonce, Bytes sealed) {
  public static final int OVERHEAD = 34;
  public static final int TEXT_LENGTH_MAX = Integer.MAX_VALUE - OVERHEAD - 64;

  static final int VERSION = 1;
  static final int NO_FLAG = 0;
  static final int DEK_AT = 2;
  static final int NONCE_AT = 6;
  static final int HEADER_LENGTH = NONCE_AT + Nonce.LENGTH;
  static final int PREFIX_LENGTH = HEADER_LENGTH - Long.BYTES;

  /** How long the envelope of a text is. */
  public static int lengthOf(int textLength) {
    checkArgument(
        textLength >= 0 && textLength <= TEXT_LENGTH_MAX,
        "A text has at most %s bytes, not %s.",
        TEXT_LENGTH_MAX,
        textLength);
    return textLength + OVERHEAD;
  }

  /** What the headers of a session have in common: all of it but the write count. */
  static byte[] prefix(DekId dek, NodeSlot slot, LocalEpoch epoch) {
    return ByteBuffer.allocate(PREFIX_LENGTH)
        .put((byte) VERSION)
        .put((byte) NO_FLAG)
        .putInt((int) dek.value())
        .putShort((short) slot.value())
        .putShort((short) epoch.value())
        .array();
  }

  /** Reads what anybody can read; whether it opens is not known by that. */
  public static Decoded<Envelope> decode(Bytes bytes) {
    Optional<SealRefusal> refusal = refusalOf(bytes.toArray(), 0, bytes.length());
    if (refusal.isPresent()) {
      return new Decoded.Malformed<>(refusal.get().sentinel(), refusal.get().detail());
    }
    return Decoded.parse(
        bytes,
        Sentinel.ENVELOPE_SHORT,
        cursor -> {
          cursor.take(DEK_AT, "version and flag");
          long id = cursor.u32("key_id");
          cursor.require(!DekId.isReserved(id), Sentinel.KEY_UNKNOWN, "Key %d.", id);
          Nonce nonce = Nonce.read(cursor);
          return new Envelope(new DekId(id), nonce, cursor.take(cursor.remaining(), "sealed"));
        });
  }

  public Bytes bytes() {
    return ByteTape.ofLength(HEADER_LENGTH + sealed.length())
        .u8(VERSION)
        .u8(NO_FLAG)
        .u32(dek.value())
        .run(nonce.bytes())
        .run(sealed)
        .bytes();
  }

  /**
   * What is wrong with an envelope of this length whose header is here; where the length is short
   * of one, there need not be any.
   */
  static Optional<SealRefusal> refusalOf(byte[] header, int at, int length) {
    if (length < OVERHEAD) {
      return malformed(Sentinel.ENVELOPE_SHORT, "%d bytes of at least %d.", length, OVERHEAD);
    }
    int version = Byte.toUnsignedInt(header[at]);
    if (version != VERSION) {
      return malformed(Sentinel.ENVELOPE_VERSION_UNKNOWN, "Version %d, not %d.", version, VERSION);
    }
    int flag = Byte.toUnsignedInt(header[at + 1]);
    if (flag != NO_FLAG) {
      return malformed(Sentinel.ENVELOPE_FLAG_UNKNOWN, "Flag %d, not %d.", flag, NO_FLAG);
    }
    return Optional.empty();
  }

  @FormatMethod
  private static Optional<SealRefusal> malformed(
      Sentinel sentinel, @FormatString String template, int found, int known) {
    return Optional.of(new SealRefusal.Malformed(sentinel, String.format(template, found, known)));
  }
}
