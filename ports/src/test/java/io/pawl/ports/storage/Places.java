// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.RowPut;
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

/** Where a few rows stand, and what they are at each index of a log. */
final class Places {
  static final ClusterId CLUSTER = new ClusterId(1, 2);
  static final ClusterId OTHER_CLUSTER = new ClusterId(1, 3);
  static final DekId DEK = new DekId(5);

  private Places() {}

  static StoreLocation in(Path home) {
    return new StoreLocation(home, CLUSTER);
  }

  static LogPosition at(long index) {
    return new LogPosition(1, index);
  }

  static WriterKey key(int slot) {
    return new WriterKey(DEK, new NodeSlot(slot));
  }

  /** One row for each index up to this one, each as of that index. */
  static List<StoredRow> rowsAt(int index) {
    return IntStream.rangeClosed(1, index).mapToObj(slot -> row(slot, index)).toList();
  }

  /** Rewrites every row there is and adds one. */
  static void commit(WriterRegistryStore store, int index) {
    store.commit(at(index), changesAt(index));
  }

  static List<Change> changesAt(int index) {
    return rowsAt(index).stream().<Change>map(RowPut::new).toList();
  }

  static List<StoredRow> rowsIn(WriterRegistryStore store) {
    List<StoredRow> rows = new ArrayList<>();
    store.scanAll(rows::add);
    return rows;
  }

  private static StoredRow row(int slot, int index) {
    LocalEpoch epoch = new LocalEpoch(index);
    NodeId owner = new NodeId(0x10000L + slot);
    return new StoredRow(
        key(slot), new WriterRow(owner, epoch, epoch, new Incarnation.Drawn(slot, index)));
  }
}
