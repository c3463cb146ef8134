// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

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
import io.pawl.ports.storage.Generation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is committed at each index, and so what a store that stands there must hold. Every index
 * puts some rows of its own, so that no two positions have the same state.
 *
 * @param rows how many rows there are in the end
 * @param batch how many of them each index puts
 */
record Deeds(int rows, int batch) {
  private static final ClusterId CLUSTER = new ClusterId(7, 1);
  private static final int SLOTS_PER_DEK = 500;

  static LogPosition position(int index) {
    return new LogPosition(1, index);
  }

  List<Change> at(int index) {
    return rowsAt(index).<Change>map(Change.RowPut::new).toList();
  }

  private java.util.stream.Stream<StoredRow> rowsAt(int index) {
    return IntStream.range(0, batch)
        .mapToObj(n -> row((int) ((index * 7919L + n * 104_729L) % rows), index));
  }

  private static StoredRow row(int number, int index) {
    NodeSlot slot = new NodeSlot(number % SLOTS_PER_DEK);
    NodeId owner = new NodeId((number + 1L) << Short.SIZE | slot.value());
    return new StoredRow(
        new WriterKey(new DekId(1 + number / SLOTS_PER_DEK), slot),
        new WriterRow(
            owner,
            new LocalEpoch(0),
            new LocalEpoch(index & LocalEpoch.MAX),
            index % 5 == 0 ? Incarnation.ABSENT : new Incarnation.Drawn(index, number)));
  }

  /** Every row as of this index, in key order. */
  List<StoredRow> stateAt(int index) {
    NavigableMap<WriterKey, StoredRow> state = new TreeMap<>();
    for (int i = 1; i <= index; i++) {
      rowsAt(i).forEach(stored -> state.put(stored.key(), stored));
    }
    return List.copyOf(state.values());
  }

  void commit(WriterRegistryStore store, int from, int to) {
    for (int index = from; index <= to; index++) {
      store.commit(position(index), at(index));
    }
  }

  /** A closed store that stands at this index; its one file. */
  Path closedStore(Path home, int index) {
    try (WriterRegistryStore store = open(home)) {
      commit(store, 1, index);
    }
    return fileIn(home);
  }

  static WriterRegistryStore open(Path home) {
    return new MvStoreEngine().open(new StoreLocation(home, CLUSTER));
  }

  static Path fileIn(Path home) {
    return home.resolve("generation-1").resolve(MvStoreGenerations.FILE);
  }

  static List<StoredRow> allOf(WriterRegistryStore store) {
    List<StoredRow> found = new ArrayList<>();
    store.scanAll(found::add);
    return found;
  }

  static List<StoredRow> allOf(Generation generation) {
    List<StoredRow> found = new ArrayList<>();
    try (Generation.View view = generation.view()) {
      view.scanAll(found::add);
    }
    return found;
  }
}
