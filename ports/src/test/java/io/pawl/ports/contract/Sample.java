// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows, changes and positions for tests in which it does not matter which. */
final class Sample {
  static final DekId DEK = new DekId(7);

  private static final long NODE = 0x00c0_ffee_0000_0000L;

  private Sample() {}

  static LogPosition at(long index) {
    return new LogPosition(1, index);
  }

  static WriterKey key(long dek, int slot) {
    return new WriterKey(new DekId(dek), new NodeSlot(slot));
  }

  /** Even slots have an incarnation, odd ones have none. */
  static StoredRow row(WriterKey key, int epoch) {
    Incarnation incarnation =
        key.slot().value() % 2 == 0 ? new Incarnation.Drawn(NODE, epoch) : Incarnation.ABSENT;
    return new StoredRow(
        key,
        new WriterRow(
            new NodeId(NODE | key.slot().value()),
            new LocalEpoch(0),
            new LocalEpoch(epoch),
            incarnation));
  }

  static StoredRow row(int slot, int epoch) {
    return row(new WriterKey(DEK, new NodeSlot(slot)), epoch);
  }

  /** Rows of {@link #DEK} at the slots from 0 on. */
  static List<StoredRow> rows(int count, int epoch) {
    return IntStream.range(0, count).mapToObj(slot -> row(slot, epoch)).toList();
  }

  /**
   * A ring that the entry at this index brought; no two are the same, and neither are their keys.
   */
  static KeyRing.Filled ring(int index) {
    return KeyRing.ofFirst(ringKey(9, Purpose.STORAGE, index), ringKey(8, Purpose.RAFT, index));
  }

  private static RingKey ringKey(int id, Purpose purpose, int index) {
    Bytes wrapped = Bytes.ofHex("%08x%08x".formatted(index, id));
    return new RingKey(
        new DekId(id), purpose, new WrappedDek(wrapped), CreatedAt.UNRECORDED, index);
  }

  static List<Change> putsWithRing(KeyRing.Filled ring, StoredRow... rows) {
    List<Change> changes = new ArrayList<>(puts(rows));
    changes.add(new KeyRingPut(ring));
    return changes;
  }

  static List<Change> puts(StoredRow... rows) {
    return puts(List.of(rows));
  }

  static List<Change> puts(List<StoredRow> rows) {
    return rows.stream().<Change>map(RowPut::new).toList();
  }
}
