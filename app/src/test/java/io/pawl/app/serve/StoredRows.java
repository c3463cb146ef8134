// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The store of a node that is not running. */
final class StoredRows {

  private StoredRows() {}

  static WriterRegistryStore open(Path store, String engine) {
    ClusterId group = ClusterId.of(NodeSettings.DEFAULT_CLUSTER, 0);
    return StorageEngines.installed().named(engine).open(new StoreLocation(store, group));
  }

  /** What nobody but a broken machine does: a row that no entry brought, in place of the next. */
  static void occupy(Path folder, Registration registration) {
    try (WriterRegistryStore store = open(folder, "rocksdb")) {
      NodeId stranger = new NodeId(registration.node().bits() ^ (1L << 40));
      LogPosition last = store.lastApplied().orElseThrow();
      WriterRow row =
          new WriterRow(
              stranger, registration.epoch(), registration.epoch(), registration.incarnation());
      store.commit(
          new LogPosition(last.term(), last.index() + 1),
          List.of(new Change.RowPut(new StoredRow(registration.key(), row))));
    }
  }

  static List<StoredRow> of(Path store, String engine) {
    List<StoredRow> rows = new ArrayList<>();
    try (WriterRegistryStore opened = open(store, engine)) {
      opened.scanAll(rows::add);
    }
    return rows;
  }
}
