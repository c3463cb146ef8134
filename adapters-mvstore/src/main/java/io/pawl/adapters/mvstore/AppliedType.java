// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.StorageCorrupted;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * The bytes of {@link Applied}.
 *
 * <pre>
 * version u8 = 1 | anything u8 (0 or 1) | term u64 | index u64 | rows u64 | digest u64   34 bytes
 * version u8 = 2 | the same              | ring_len u32 | key ring as in {@link KeyRingCodec}
 * </pre>
 *
 * Version 1 is what there is before the bootstrap.
 */
final class AppliedType extends BasicDataType<Applied> {
  static final AppliedType INSTANCE = new AppliedType();

  private static final int WITHOUT_RING = 1;
  private static final int WITH_RING = 2;
  private static final int LENGTH_IN_MEMORY = 64;

  /** A wrapped key of the usual length, and the objects that hold it. */
  private static final int KEY_LENGTH_IN_MEMORY = 280;

  private AppliedType() {}

  @Override
  public int getMemory(Applied applied) {
    return LENGTH_IN_MEMORY + applied.keyRing().keys().size() * KEY_LENGTH_IN_MEMORY;
  }

  @Override
  public void write(WriteBuffer into, Applied applied) {
    KeyRing ring = applied.keyRing();
    into.put((byte) (ring instanceof KeyRing.Filled ? WITH_RING : WITHOUT_RING))
        .put((byte) (applied.anything() ? 1 : 0))
        .putLong(applied.term())
        .putLong(applied.index())
        .putLong(applied.rows())
        .putLong(applied.digest());
    if (ring instanceof KeyRing.Filled filled) {
      byte[] encoded = KeyRingCodec.encode(filled).toArray();
      into.putInt(encoded.length).put(encoded);
    }
  }

  @Override
  public Applied read(ByteBuffer from) {
    int version = from.get();
    int anything = from.get();
    requireDecodable(version == WITHOUT_RING || version == WITH_RING);
    requireDecodable(anything == 0 || anything == 1);
    Applied read =
        new Applied(
            anything == 1,
            from.getLong(),
            from.getLong(),
            from.getLong(),
            from.getLong(),
            KeyRing.EMPTY);
    requireDecodable(read.term() >= 0 && read.index() >= 0);
    return version == WITH_RING ? read.with(readRing(from)) : read;
  }

  private static KeyRing.Filled readRing(ByteBuffer from) {
    int length = from.getInt();
    requireDecodable(length >= 0 && length <= from.remaining());
    byte[] encoded = new byte[length];
    from.get(encoded);
    return KeyRingCodec.decode(Bytes.copyOf(encoded))
        .orElse(
            malformed -> {
              throw new StorageCorrupted("The key ring: " + malformed.detail());
            });
  }

  private static void requireDecodable(boolean holds) {
    if (!holds) {
      throw new StorageCorrupted("The record of what is applied does not decode.");
    }
  }

  @Override
  public Applied[] createStorage(int size) {
    return new Applied[size];
  }
}
