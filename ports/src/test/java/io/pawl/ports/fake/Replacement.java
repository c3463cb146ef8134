// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.fake.State.Committed;
import java.util.SortedMap;
import java.util.TreeMap;

/** A state in the making: change by change, from what was there before. */
final class Replacement implements Change.Cases<Replacement> {
  private final SortedMap<WriterKey, WriterRow> rows;
  private KeyRing keyRing;

  Replacement(KeyRing keyRing, SortedMap<WriterKey, WriterRow> rows) {
    this.keyRing = keyRing;
    this.rows = new TreeMap<>(rows);
  }

  static Replacement ofNothing() {
    return new Replacement(KeyRing.EMPTY, new TreeMap<>());
  }

  void accept(Change change) {
    change.match(this);
  }

  Committed at(LogPosition position) {
    return new Committed(position, keyRing, ImmutableSortedMap.copyOfSorted(rows));
  }

  @Override
  public Replacement rowPut(RowPut put) {
    rows.put(put.stored().key(), put.stored().row());
    return this;
  }

  @Override
  public Replacement keyRingPut(KeyRingPut put) {
    keyRing = put.ring();
    return this;
  }
}
