// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;

/**
 * The twelve bytes that must never repeat under one DEK, as an envelope shows them. The write count
 * is unsigned.
 *
 * <pre>
 * slot u16 | epoch u16 | write_count u64
 * </pre>
 *
 * No value is ever sealed with one of these: a {@link NonceSequence} keeps its own count.
 */
public record Nonce(NodeSlot slot, LocalEpoch epoch, long writeCount) {
  public static final int LENGTH = AesGcm.NONCE_LENGTH;

  public static Decoded<Nonce> decode(Bytes bytes) {
    return Decoded.parse(bytes, Sentinel.NONCE_SIZE, Nonce::read);
  }

  static Nonce read(ByteCursor cursor) {
    return new Nonce(
        new NodeSlot(cursor.u16("slot")),
        new LocalEpoch(cursor.u16("epoch")),
        cursor.u64("write_count"));
  }

  public Bytes bytes() {
    return ByteTape.ofLength(LENGTH).u16(slot.value()).u16(epoch.value()).u64(writeCount).bytes();
  }

  @Override
  public String toString() {
    return "slot %s, epoch %s, count %s".formatted(slot, epoch, Long.toUnsignedString(writeCount));
  }
}
