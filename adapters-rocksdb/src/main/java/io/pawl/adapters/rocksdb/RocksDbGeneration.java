// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.storage.Generation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Rows, key ring and position in one column family, each write one batch. */
final class RocksDbGeneration implements Generation {
  private static final boolean WITH_FSYNC = true;

  private final RocksDB db;
  private final RocksDbOptions options;
  private final RocksDbFailures failures;

  /** Takes over an open database, and the options with it. */
  RocksDbGeneration(RocksDB db, RocksDbOptions options, RocksDbFailures failures) {
    this.db = db;
    this.options = options;
    this.failures = failures;
  }

  @Override
  public Optional<WriterRow> find(WriterKey key) {
    byte @Nullable [] value = get(StoredRowCodec.encodeKey(key).toArray());
    return value == null
        ? Optional.empty()
        : Optional.of(
            StoredRowCodec.decodeAt(key, Bytes.copyOf(value))
                .orElse(
                    malformed -> {
                      throw new StorageCorrupted("The row at " + key + ": " + malformed.detail());
                    })
                .row());
  }

  private byte @Nullable [] get(byte[] key) {
    try {
      return db.get(options.reading(), key);
    } catch (RocksDBException e) {
      throw failures.translate("find a row", e);
    }
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    try {
      return AppliedPosition.read(db, options.reading());
    } catch (RocksDBException e) {
      throw failures.translate("read the position", e);
    }
  }

  @Override
  public KeyRing keyRing() {
    try {
      return StoredKeyRing.read(db, options.reading());
    } catch (RocksDBException e) {
      throw failures.translate("read the key ring", e);
    }
  }

  @Override
  public void write(LogPosition position, List<Change> changes) {
    try (WriteBatch batch = new WriteBatch()) {
      BatchedChanges batched = new BatchedChanges(batch);
      for (Change change : changes) {
        batched.add(change);
      }
      batch.put(AppliedPosition.key(), AppliedPosition.encode(position));
      db.write(options.unsynced(), batch);
    } catch (RocksDBException e) {
      throw failures.translate("write " + position, e);
    }
  }

  @Override
  public void sync() {
    try {
      db.flushWal(WITH_FSYNC);
    } catch (RocksDBException e) {
      throw failures.translate("sync the log", e);
    }
  }

  @Override
  public View view() {
    return RocksDbView.of(db, failures);
  }

  /**
   * Leaves everything in tables: the next opening has no log to replay. After a failure nothing is
   * written any more, and what is durable is in the logs.
   */
  @Override
  public void close() {
    try (options;
        db) {
      if (!failures.any()) {
        flush();
      }
      db.closeE();
    } catch (RocksDBException e) {
      throw failures.translate("close the files", e);
    }
  }

  private void flush() throws RocksDBException {
    try (FlushOptions waiting = new FlushOptions()) {
      db.flush(waiting);
    }
  }
}
