// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows by number, and stores that hold the first so many of them. */
final class TestRows {
  private static final ClusterId CLUSTER = new ClusterId(7, 1);

  private TestRows() {}

  static StoredRow row(int number) {
    NodeSlot slot = new NodeSlot(number);
    NodeId owner = new NodeId(0x10000L + slot.value());
    return new StoredRow(
        new WriterKey(new DekId(1), slot),
        new WriterRow(
            owner, new LocalEpoch(0), new LocalEpoch(1), new Incarnation.Drawn(1, number)));
  }

  static List<StoredRow> upTo(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(TestRows::row).toList();
  }

  static List<Change> put(int number) {
    return List.of(new Change.RowPut(row(number)));
  }

  /** Every commit puts the row of its index. */
  static LogPosition position(int index) {
    return new LogPosition(1, index);
  }

  static WriterRegistryStore open(Path home) {
    return new RocksDbEngine().open(new StoreLocation(home, CLUSTER));
  }

  static void commit(WriterRegistryStore store, int from, int to) {
    for (int index = from; index <= to; index++) {
      store.commit(position(index), put(index));
    }
  }

  /** A closed store of this many rows; the folder of its generation. */
  static Path closedStore(Path home, int rows) {
    try (WriterRegistryStore store = open(home)) {
      commit(store, 1, rows);
    }
    return home.resolve("generation-1");
  }

  static List<StoredRow> allOf(WriterRegistryStore store) {
    List<StoredRow> rows = new ArrayList<>();
    store.scanAll(rows::add);
    return rows;
  }
}
