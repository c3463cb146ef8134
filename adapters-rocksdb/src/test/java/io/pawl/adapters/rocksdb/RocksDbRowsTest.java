// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.key.DekId;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.GenerationEngine.Expected;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** What a program other than a store may have put into the database is never taken for a row. */
final class RocksDbRowsTest {
  private static final int ROWS = 5;
  private static final Bytes KEY = StoredRowCodec.encodeKey(TestRows.row(3).key());

  @TempDir Path home;

  @Test
  void a_value_of_no_rows_length_is_corruption_and_not_a_missing_row() throws RocksDBException {
    putBehindTheStoresBack(KEY, Bytes.EMPTY);

    try (WriterRegistryStore store = TestRows.open(home)) {
      assertThatThrownBy(() -> store.find(TestRows.row(3).key()))
          .isInstanceOf(StorageCorrupted.class);
    }
  }

  @Test
  void a_row_of_another_slots_owner_is_corruption() throws RocksDBException {
    putBehindTheStoresBack(KEY, StoredRowCodec.encodeValue(TestRows.row(4).row()));

    try (WriterRegistryStore store = TestRows.open(home)) {
      assertThatThrownBy(() -> store.scan(new DekId(1), row -> {}))
          .isInstanceOf(StorageCorrupted.class);
    }
  }

  @Test
  void a_key_that_is_neither_a_rows_nor_the_positions_is_corruption() throws RocksDBException {
    putBehindTheStoresBack(ascii("a stranger"), ascii("value"));

    try (WriterRegistryStore store = TestRows.open(home)) {
      assertThatThrownBy(() -> TestRows.allOf(store)).isInstanceOf(StorageCorrupted.class);
    }
  }

  @Test
  void a_position_that_is_not_one_is_corruption() throws RocksDBException {
    putBehindTheStoresBack(Bytes.copyOf(AppliedPosition.key()), ascii("12"));

    assertThatThrownBy(() -> TestRows.open(home)).isInstanceOf(StorageCorrupted.class);
  }

  @Test
  void a_key_ring_that_is_none_is_corruption_and_not_an_empty_one() throws RocksDBException {
    putBehindTheStoresBack(KeyRingCodec.KEY, ascii("12"));

    assertThatThrownBy(() -> TestRows.open(home))
        .isInstanceOf(StorageCorrupted.class)
        .hasMessageContaining("The key ring");
  }

  @Test
  void a_scan_ends_with_its_dek() throws RocksDBException {
    Bytes nextDek = StoredRowCodec.dekPrefix(new DekId(2));
    putBehindTheStoresBack(nextDek, ascii("value"));

    try (WriterRegistryStore store = TestRows.open(home)) {
      store.scan(new DekId(1), row -> assertThat(row.key().dek()).isEqualTo(new DekId(1)));
      assertThatThrownBy(() -> store.scan(new DekId(2), row -> {}))
          .isInstanceOf(StorageCorrupted.class);
    }
  }

  private void putBehindTheStoresBack(Bytes key, Bytes value) throws RocksDBException {
    Path generation = TestRows.closedStore(home, ROWS);
    try (RocksDbOptions options = RocksDbOptions.of(Expected.FILES);
        RocksDB db = RocksDB.open(options.database(), generation.toString())) {
      db.put(key.toArray(), value.toArray());
    }
  }

  private static Bytes ascii(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
  }
}
