// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.wire.ByteSink;
import org.h2.mvstore.WriteBuffer;

/** Lets a codec write into MVStore's buffer, with no array in between. */
final class WriteBufferSink implements ByteSink {
  private final WriteBuffer buffer;

  WriteBufferSink(WriteBuffer buffer) {
    this.buffer = buffer;
  }

  @Override
  public WriteBufferSink u8(int value) {
    buffer.put((byte) value);
    return this;
  }

  @Override
  public WriteBufferSink u16(int value) {
    buffer.putShort((short) value);
    return this;
  }

  @Override
  public WriteBufferSink u32(long value) {
    buffer.putInt((int) value);
    return this;
  }

  @Override
  public WriteBufferSink u64(long value) {
    buffer.putLong(value);
    return this;
  }
}
