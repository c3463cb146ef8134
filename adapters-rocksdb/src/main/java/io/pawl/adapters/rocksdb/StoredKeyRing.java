// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.StorageCorrupted;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The key ring, stored among the rows under the key that {@link KeyRingCodec} draws. */
final class StoredKeyRing {
  private static final byte[] KEY = KeyRingCodec.KEY.toArray();

  private StoredKeyRing() {}

  static boolean isAt(byte[] key) {
    return Arrays.equals(KEY, key);
  }

  static KeyRing read(RocksDB db, ReadOptions reading) throws RocksDBException {
    byte @Nullable [] value = db.get(reading, KEY);
    return value == null ? KeyRing.EMPTY : decode(value);
  }

  private static KeyRing decode(byte[] value) {
    return KeyRingCodec.decode(Bytes.copyOf(value))
        .orElse(
            malformed -> {
              throw new StorageCorrupted("The key ring: " + malformed.detail());
            });
  }
}
