// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static java.util.Objects.requireNonNull;

import io.pawl.ports.bench.Batch;
import io.pawl.ports.bench.Contender;
import io.pawl.ports.bench.Rows;
import io.pawl.ports.storage.GenerationEngine.Expected;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with the options of the store and nothing around it: the same keys and values, the
 * position among them, in the same batches.
 */
final class BareRocksDb implements Contender {
  private static final long TERM = 1;
  private static final int POSITION_BYTES = 16;

  private final RocksDbOptions options;
  private final RocksDB db;
  private final WriteOptions unsynced = new WriteOptions();

  private BareRocksDb(RocksDbOptions options, RocksDB db) {
    this.options = options;
    this.db = db;
  }

  static Contender open(Path folder) {
    RocksDB.loadLibrary();
    RocksDbOptions options = RocksDbOptions.of(Expected.ANYTHING);
    try {
      return new BareRocksDb(options, RocksDB.open(options.database(), folder.toString()));
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object find(int number) {
    try {
      return requireNonNull(db.get(Rows.keyBytes(number)));
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void commit(Batch rows, long index) {
    try (WriteBatch batch = new WriteBatch()) {
      for (int n = 0; n < rows.size(); n++) {
        batch.put(rows.key(n), rows.value(n));
      }
      batch.put(AppliedPosition.key(), position(index));
      db.write(unsynced, batch);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] position(long index) {
    return ByteBuffer.allocate(POSITION_BYTES).putLong(TERM).putLong(index).array();
  }

  /** Into tables, as the store does, so that the next opening finds the same files. */
  @Override
  public void close() {
    try (options;
        unsynced;
        db;
        FlushOptions waiting = new FlushOptions()) {
      db.flush(waiting);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }
}
