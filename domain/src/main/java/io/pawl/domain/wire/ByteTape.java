// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes what a {@link ByteCursor} reads, into exactly the number of bytes announced. */
public final class ByteTape implements ByteSink {
  private final ByteBuffer buffer;

  private ByteTape(int length) {
    this.buffer = ByteBuffer.allocate(length);
  }

  public static ByteTape ofLength(int length) {
    return new ByteTape(length);
  }

  @Override
  public ByteTape u8(int value) {
    buffer.put((byte) value);
    return this;
  }

  @Override
  public ByteTape u16(int value) {
    buffer.putShort((short) value);
    return this;
  }

  @Override
  public ByteTape u32(long value) {
    buffer.putInt((int) value);
    return this;
  }

  @Override
  public ByteTape u64(long value) {
    buffer.putLong(value);
    return this;
  }

  public ByteTape run(Bytes bytes) {
    bytes.writeTo(buffer);
    return this;
  }

  /** A copy of what is written so far, to compute a checksum of. */
  public Bytes written() {
    return Bytes.owning(Arrays.copyOf(buffer.array(), buffer.position()));
  }

  /** The bytes written; a tape that is not full is a bug of the codec. */
  public Bytes bytes() {
    if (buffer.hasRemaining()) {
      throw new IllegalStateException("The tape has " + buffer.remaining() + " bytes to go.");
    }
    return Bytes.owning(buffer.array());
  }
}
