// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes on their way into a batch. */
record BatchedChanges(WriteBatch batch) {

  void add(Change change) throws RocksDBException {
    Entry entry = change.match(ENTRIES);
    batch.put(entry.key().toArray(), entry.value().toArray());
  }

  /** What a change puts into the database, and where. */
  private record Entry(Bytes key, Bytes value) {}

  private static final Change.Cases<Entry> ENTRIES =
      new Change.Cases<>() {
        @Override
        public Entry rowPut(RowPut put) {
          return new Entry(
              StoredRowCodec.encodeKey(put.stored().key()),
              StoredRowCodec.encodeValue(put.stored().row()));
        }

        @Override
        public Entry keyRingPut(KeyRingPut put) {
          return new Entry(KeyRingCodec.KEY, KeyRingCodec.encode(put.ring()));
        }
      };
}
