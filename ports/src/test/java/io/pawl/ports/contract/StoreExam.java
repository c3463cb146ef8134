// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Opens a home and reads everything in every way there is, against what the story says. */
record StoreExam(StorageEngine engine, CommitStory story) {

  /** Fails unless the store holds exactly the state of one position; says which. */
  long indexIn(Path home, long least, long most) {
    GlanceExam glance = GlanceExam.of(engine, home);
    try (WriterRegistryStore store = engine.open(new StoreLocation(home, CommitStory.CLUSTER))) {
      glance.expectAgreement(store);
      long index = CommitStory.indexOf(store);
      assertThat(index).as("index").isBetween(least, most);
      expectStateAt(index, store);
      return index;
    }
  }

  private void expectStateAt(long index, WriterRegistryStore store) {
    if (index > 0) {
      assertThat(store.lastApplied()).contains(CommitStory.positionAt(index));
    }
    assertThat(store.keyRing())
        .as("the key ring at index %s", index)
        .isEqualTo(CommitStory.keyRingAt(index));
    SortedMap<WriterKey, WriterRow> expected = story.stateAt(index);
    List<StoredRow> rows = new ArrayList<>();
    store.scanAll(rows::add);
    assertThat(rows).as("all rows at index %s", index).isEqualTo(rowsOf(expected));
    CommitStory.deks().forEach(dek -> expectScan(dek, expected, store));
    expected.forEach(
        (key, row) -> assertThat(store.find(key)).as("the row at %s", key).contains(row));
    assertThat(store.find(new WriterKey(new DekId(3), new NodeSlot(0)))).isEmpty();
  }

  private static void expectScan(
      DekId dek, SortedMap<WriterKey, WriterRow> expected, WriterRegistryStore store) {
    List<StoredRow> rows = new ArrayList<>();
    store.scan(dek, rows::add);
    assertThat(rows)
        .as("the rows of key %s", dek)
        .isEqualTo(rowsOf(expected).stream().filter(row -> row.key().dek().equals(dek)).toList());
  }

  private static List<StoredRow> rowsOf(SortedMap<WriterKey, WriterRow> state) {
    return state.entrySet().stream()
        .map(entry -> new StoredRow(entry.getKey(), entry.getValue()))
        .toList();
  }
}
