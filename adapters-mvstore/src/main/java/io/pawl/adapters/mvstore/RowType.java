// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageCorrupted;
import java.nio.ByteBuffer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Rows, decoded once when MVStore reads their page and not again when they are found there.
 *
 * <pre>
 * value  length u8 | row as in {@link StoredRowCodec} 12 or 28                     13 or 29 bytes
 * </pre>
 */
final class RowType extends BasicDataType<WriterRow> {
  static final RowType INSTANCE = new RowType();

  /** A row, its owner, two epochs and an incarnation, each an object of its own. */
  private static final int LENGTH_IN_MEMORY = 120;

  private RowType() {}

  /** How a map of rows is opened. */
  static MVMap.Builder<Long, WriterRow> rowsByKey() {
    return new MVMap.Builder<Long, WriterRow>().keyType(RowKeyType.INSTANCE).valueType(INSTANCE);
  }

  @Override
  public int getMemory(WriterRow row) {
    return LENGTH_IN_MEMORY;
  }

  @Override
  public void write(WriteBuffer into, WriterRow row) {
    WriteBufferSink sink = new WriteBufferSink(into);
    StoredRowCodec.writeValue(row, sink.u8(StoredRowCodec.valueLength(row)));
  }

  @Override
  public WriterRow read(ByteBuffer from) {
    byte[] value = new byte[Byte.toUnsignedInt(from.get())];
    from.get(value);
    return StoredRowCodec.decodeValue(Bytes.copyOf(value))
        .orElse(
            malformed -> {
              throw new StorageCorrupted("A row: " + malformed.detail());
            });
  }

  @Override
  public WriterRow[] createStorage(int size) {
    return new WriterRow[size];
  }
}
