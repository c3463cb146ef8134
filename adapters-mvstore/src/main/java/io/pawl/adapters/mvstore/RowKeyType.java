// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Row keys as the number {@code dek_id * 2^16 + slot}, whose order is the registry's.
 *
 * <pre>
 * key    dek_id u32 | slot u16                                                           6 bytes
 * </pre>
 */
final class RowKeyType extends BasicDataType<Long> {
  static final RowKeyType INSTANCE = new RowKeyType();

  private static final int LENGTH_IN_MEMORY = 16;

  private RowKeyType() {}

  static long pack(WriterKey key) {
    return key.dek().value() << Short.SIZE | key.slot().value();
  }

  /** The key, which must be one: a number made by {@link #pack}. */
  static WriterKey unpack(long packed) {
    return new WriterKey(new DekId(packed >>> Short.SIZE), slot(packed));
  }

  static NodeSlot slot(long packed) {
    return new NodeSlot((int) (packed & NodeSlot.MAX));
  }

  static long first(DekId dek) {
    return dek.value() << Short.SIZE;
  }

  static long last(DekId dek) {
    return first(dek) | NodeSlot.MAX;
  }

  @Override
  public int getMemory(Long key) {
    return LENGTH_IN_MEMORY;
  }

  @Override
  public void write(WriteBuffer into, Long key) {
    into.putInt((int) (key >>> Short.SIZE)).putShort(key.shortValue());
  }

  @Override
  public Long read(ByteBuffer from) {
    long dek = Integer.toUnsignedLong(from.getInt());
    return dek << Short.SIZE | Short.toUnsignedInt(from.getShort());
  }

  @Override
  public Long[] createStorage(int size) {
    return new Long[size];
  }

  @Override
  public int compare(Long one, Long other) {
    return Long.compare(one, other);
  }

  /**
   * Begins where MVStore guesses, which is where the last search in this page ended: who asks for
   * rows of one key goes down the same upper pages every time.
   */
  @Override
  public int binarySearch(Long sought, Object storage, int size, int guess) {
    Long[] keys = cast(storage);
    long key = sought;
    int low = 0;
    int high = size - 1;
    int at = guess > 0 && guess <= size ? guess - 1 : high >>> 1;
    while (low <= high) {
      long found = keys[at];
      if (found < key) {
        low = at + 1;
      } else if (found > key) {
        high = at - 1;
      } else {
        return at;
      }
      at = (low + high) >>> 1;
    }
    return ~low;
  }
}
