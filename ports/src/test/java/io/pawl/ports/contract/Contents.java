// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.WriterRegistryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a store with at least one commit holds, and what a plain map would make of it. */
record Contents(LogPosition position, SortedMap<WriterKey, WriterRow> rows) {

  static Contents of(WriterRegistryStore store) {
    return new Contents(store.lastApplied().orElseThrow(), rowsOf(store));
  }

  static Contents of(LogPosition position, List<StoredRow> rows) {
    SortedMap<WriterKey, WriterRow> byKey = new TreeMap<>();
    rows.forEach(stored -> byKey.put(stored.key(), stored.row()));
    return new Contents(position, byKey);
  }

  static SortedMap<WriterKey, WriterRow> rowsOf(WriterRegistryStore store) {
    SortedMap<WriterKey, WriterRow> rows = new TreeMap<>();
    store.scanAll(stored -> rows.put(stored.key(), stored.row()));
    return rows;
  }

  List<StoredRow> stored() {
    List<StoredRow> stored = new ArrayList<>();
    rows.forEach((key, row) -> stored.add(new StoredRow(key, row)));
    return stored;
  }

  Contents after(LogPosition next, List<Change> changes) {
    List<StoredRow> stored = stored();
    changes.forEach(change -> stored.add(change.match(RowPut::stored)));
    return of(next, stored);
  }
}
