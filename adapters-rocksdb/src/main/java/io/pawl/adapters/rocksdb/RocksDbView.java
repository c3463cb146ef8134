// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.storage.Generation.View;
import java.util.Optional;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** A snapshot of RocksDB, and iterators over it. */
final class RocksDbView implements View {
  private final RocksDB db;
  private final RocksDbFailures failures;
  private final Snapshot snapshot;

  private RocksDbView(RocksDB db, RocksDbFailures failures, Snapshot snapshot) {
    this.db = db;
    this.failures = failures;
    this.snapshot = snapshot;
  }

  static RocksDbView of(RocksDB db, RocksDbFailures failures) {
    return new RocksDbView(db, failures, db.getSnapshot());
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    try (ReadOptions reading = reading()) {
      return AppliedPosition.read(db, reading);
    } catch (RocksDBException e) {
      throw failures.translate("read the position", e);
    }
  }

  @Override
  public KeyRing keyRing() {
    try (ReadOptions reading = reading()) {
      return StoredKeyRing.read(db, reading);
    } catch (RocksDBException e) {
      throw failures.translate("read the key ring", e);
    }
  }

  /**
   * Counts: RocksDB itself knows an estimate only, in which every version of a row counts. What is
   * counted is not looked at; whoever visits the rows does that.
   */
  @Override
  public long rowCount() {
    long count = 0;
    try (ReadOptions reading = reading();
        RocksIterator all = db.newIterator(reading)) {
      for (all.seekToFirst(); all.isValid(); all.next()) {
        count++;
      }
      requireNoFailure(all);
    }
    long others = lastApplied().isPresent() ? 1 : 0;
    return count - (keyRing() instanceof KeyRing.Filled ? others + 1 : others);
  }

  @Override
  public void scanAll(Consumer<StoredRow> visitor) {
    try (ReadOptions reading = reading();
        RocksIterator rows = db.newIterator(reading)) {
      rows.seekToFirst();
      visitAll(rows, visitor);
    }
  }

  @Override
  public void scan(DekId dek, Consumer<StoredRow> visitor) {
    byte[] from = StoredRowCodec.dekPrefix(dek).toArray();
    try (Slice end = new Slice(behind(from));
        ReadOptions reading = reading().setIterateUpperBound(end);
        RocksIterator rows = db.newIterator(reading)) {
      rows.seek(from);
      visitAll(rows, visitor);
    }
  }

  @Override
  public void close() {
    db.releaseSnapshot(snapshot);
    snapshot.close();
  }

  /**
   * A scan leaves the block cache to the point reads: one pass over everything would push out what
   * they need.
   */
  private ReadOptions reading() {
    return new ReadOptions().setSnapshot(snapshot).setFillCache(false);
  }

  /** An iterator that fails just ends; only its status tells that from the last row. */
  private void visitAll(RocksIterator rows, Consumer<StoredRow> visitor) {
    for (; rows.isValid(); rows.next()) {
      byte[] key = rows.key();
      if (isRow(key)) {
        visitor.accept(decode(key, rows.value()));
      }
    }
    requireNoFailure(rows);
  }

  /** Whether a writer's row is meant to stand there, well or badly. */
  private static boolean isRow(byte[] key) {
    return !AppliedPosition.isAt(key) && !StoredKeyRing.isAt(key);
  }

  private void requireNoFailure(RocksIterator ended) {
    try {
      ended.status();
    } catch (RocksDBException e) {
      throw failures.translate("scan rows", e);
    }
  }

  private static StoredRow decode(byte[] key, byte[] value) {
    Bytes keyBytes = Bytes.copyOf(key);
    return StoredRowCodec.decode(keyBytes, Bytes.copyOf(value))
        .orElse(
            malformed -> {
              throw new StorageCorrupted(
                  "What stands at key %s: %s".formatted(keyBytes.toHex(), malformed.detail()));
            });
  }

  /** The least key behind all that begin with the prefix, which ends in a byte that can grow. */
  private static byte[] behind(byte[] prefix) {
    byte[] end = prefix.clone();
    end[end.length - 1]++;
    return end;
  }
}
