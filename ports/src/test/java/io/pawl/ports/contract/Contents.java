// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
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
record Contents(LogPosition position, KeyRing keyRing, SortedMap<WriterKey, WriterRow> rows) {

  static Contents of(WriterRegistryStore store) {
    return new Contents(store.lastApplied().orElseThrow(), store.keyRing(), rowsOf(store));
  }

  static Contents of(LogPosition position, List<StoredRow> rows) {
    SortedMap<WriterKey, WriterRow> byKey = new TreeMap<>();
    rows.forEach(stored -> byKey.put(stored.key(), stored.row()));
    return new Contents(position, KeyRing.EMPTY, byKey);
  }

  Contents with(KeyRing ring) {
    return new Contents(position, ring, rows);
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

  /** The changes that make these contents of nothing. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>(Sample.puts(stored()));
    if (keyRing instanceof KeyRing.Filled filled) {
      changes.add(new KeyRingPut(filled));
    }
    return changes;
  }

  static Contents blank(LogPosition position) {
    return of(position, List.of());
  }

  Contents after(LogPosition next, List<Change> changes) {
    Contents after = new Contents(next, keyRing, new TreeMap<>(rows));
    for (Change change : changes) {
      after = change.match(after.new Putting());
    }
    return after;
  }

  /** Puts a change on top of these contents. */
  private final class Putting implements Change.Cases<Contents> {
    @Override
    public Contents rowPut(RowPut put) {
      rows.put(put.stored().key(), put.stored().row());
      return Contents.this;
    }

    @Override
    public Contents keyRingPut(KeyRingPut put) {
      return with(put.ring());
    }
  }
}
