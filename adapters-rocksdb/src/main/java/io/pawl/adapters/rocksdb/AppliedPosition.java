// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.ports.driven.StorageCorrupted;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The position of the last write, stored among the rows under a key that is no row's.
 *
 * <pre>
 * key "!pawl|applied" 13        value term u64 | index u64       16 bytes
 * </pre>
 */
final class AppliedPosition {
  private static final byte[] KEY = "!pawl|applied".getBytes(StandardCharsets.US_ASCII);
  private static final int VALUE_LENGTH = 16;

  private AppliedPosition() {}

  /** The key, shared: whoever gets it leaves it as it is. */
  static byte[] key() {
    return KEY;
  }

  static boolean isAt(byte[] key) {
    return Arrays.equals(KEY, key);
  }

  static byte[] encode(LogPosition position) {
    return ByteTape.ofLength(VALUE_LENGTH)
        .u64(position.term())
        .u64(position.index())
        .bytes()
        .toArray();
  }

  static Optional<LogPosition> read(RocksDB db, ReadOptions reading) throws RocksDBException {
    byte @Nullable [] value = db.get(reading, KEY);
    return value == null ? Optional.empty() : Optional.of(decode(value));
  }

  private static LogPosition decode(byte[] value) {
    return Decoded.parse(Bytes.copyOf(value), Sentinel.STORE_CORRUPTED, AppliedPosition::parse)
        .orElse(
            malformed -> {
              throw new StorageCorrupted("The position of the last write: " + malformed.detail());
            });
  }

  private static LogPosition parse(ByteCursor cursor) {
    long term = cursor.u64("term");
    long index = cursor.u64("index");
    cursor.require(term >= 0 && index >= 0, "It is negative.");
    return new LogPosition(term, index);
  }
}
