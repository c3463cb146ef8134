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
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Rows, key ring and position in one column family, each write one batch. */
final class RocksDbGeneration implements Generation {
  private static final boolean WITH_FSYNC = true;

  private final RocksDB db;
  private final RocksDbOptions options;
  private final RocksDbFailures failures;
  private final WriteOptions unsynced = new WriteOptions();
  private final ReadOptions reading = new ReadOptions();
  private volatile KeyRing keyRing;
  private volatile @Nullable LogPosition lastApplied;
  private volatile boolean writing;

  private RocksDbGeneration(
      RocksDB db, RocksDbOptions options, RocksDbFailures failures, KeyRing keyRing) {
    this.db = db;
    this.options = options;
    this.failures = failures;
    this.keyRing = keyRing;
  }

  /** Takes over an open database; on a failure that stays with the caller. */
  static RocksDbGeneration over(RocksDB db, RocksDbOptions options, RocksDbFailures failures)
      throws RocksDBException {
    try (ReadOptions reading = new ReadOptions()) {
      Optional<LogPosition> lastApplied = AppliedPosition.read(db, reading);
      KeyRing keyRing = StoredKeyRing.read(db, reading);
      RocksDbGeneration generation = new RocksDbGeneration(db, options, failures, keyRing);
      generation.lastApplied = lastApplied.orElse(null);
      return generation;
    }
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
      return db.get(reading, key);
    } catch (RocksDBException e) {
      throw failures.translate("find a row", e);
    }
  }

  /**
   * While a write is on its way its rows may be found already, so the database is asked, which has
   * both or neither. Otherwise the answer is known, and the next write need not read before it.
   */
  @Override
  public Optional<LogPosition> lastApplied() {
    return writing ? storedPosition() : Optional.ofNullable(lastApplied);
  }

  private Optional<LogPosition> storedPosition() {
    try {
      return AppliedPosition.read(db, reading);
    } catch (RocksDBException e) {
      throw failures.translate("read the position", e);
    }
  }

  /** Decoded once, when it is put or found; while a write is on its way, as the position is. */
  @Override
  public KeyRing keyRing() {
    return writing ? storedKeyRing() : keyRing;
  }

  private KeyRing storedKeyRing() {
    try {
      return StoredKeyRing.read(db, reading);
    } catch (RocksDBException e) {
      throw failures.translate("read the key ring", e);
    }
  }

  @Override
  public void write(LogPosition position, List<Change> changes) {
    KeyRing written;
    try (WriteBatch batch = new WriteBatch()) {
      BatchedChanges batched = new BatchedChanges(batch, keyRing);
      for (Change change : changes) {
        batched.add(change);
      }
      batch.put(AppliedPosition.key(), AppliedPosition.encode(position));
      written = batched.keyRing();
      writing = true;
      db.write(unsynced, batch);
    } catch (RocksDBException e) {
      throw failures.translate("write " + position, e);
    }
    keyRing = written;
    lastApplied = position;
    writing = false;
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
        reading;
        unsynced;
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
