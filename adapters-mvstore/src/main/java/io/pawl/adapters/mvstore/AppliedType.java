// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.ports.driven.StorageCorrupted;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * The bytes of {@link Applied}.
 *
 * <pre>
 * version u8 = 1 | anything u8 (0 or 1) | term u64 | index u64 | rows u64 | digest u64   34 bytes
 * </pre>
 */
final class AppliedType extends BasicDataType<Applied> {
  static final AppliedType INSTANCE = new AppliedType();

  private static final int VERSION = 1;
  private static final int LENGTH_IN_MEMORY = 56;

  private AppliedType() {}

  @Override
  public int getMemory(Applied applied) {
    return LENGTH_IN_MEMORY;
  }

  @Override
  public void write(WriteBuffer into, Applied applied) {
    into.put((byte) VERSION)
        .put((byte) (applied.anything() ? 1 : 0))
        .putLong(applied.term())
        .putLong(applied.index())
        .putLong(applied.rows())
        .putLong(applied.digest());
  }

  @Override
  public Applied read(ByteBuffer from) {
    int version = from.get();
    int anything = from.get();
    Applied read =
        new Applied(anything == 1, from.getLong(), from.getLong(), from.getLong(), from.getLong());
    if (version != VERSION || anything < 0 || anything > 1 || read.term() < 0 || read.index() < 0) {
      throw new StorageCorrupted("The record of what is applied does not decode.");
    }
    return read;
  }

  @Override
  public Applied[] createStorage(int size) {
    return new Applied[size];
  }
}
