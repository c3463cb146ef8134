// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.WriterRegistryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A log whose every entry follows from its index, so that whoever finds a store at some position
 * can tell, row by row, what it has to hold there.
 *
 * <p>A commit writes a few neighbouring rows and, before and after them, one row that every commit
 * writes: a commit applied in part, or out of order, shows. The keys come round again and again, so
 * most writes replace a row. Every eleventh entry changes no row, and every fourteenth brings a key
 * ring, which grows and begins anew.
 */
record CommitStory(int roundKeys) {
  static final ClusterId CLUSTER = new ClusterId(0x7061776c, 1);

  private static final int ROWS_PER_COMMIT = 4;
  private static final int EMPTY_EVERY = 11;
  private static final int RING_EVERY = 14;
  private static final int RING_KEYS_MAX = 9;
  private static final int COMMITS_PER_TERM = 1000;
  private static final int ABSENT_EVERY = 5;
  private static final int SLOT_STRIDE = 6;
  private static final List<DekId> ROUND_DEKS =
      List.of(new DekId(1), new DekId(2), new DekId(DekId.MAX));
  private static final WriterKey EVERY_COMMIT = new WriterKey(new DekId(2), new NodeSlot(0xFFFF));

  CommitStory {
    checkArgument(
        roundKeys >= 1 && roundKeys * SLOT_STRIDE < NodeSlot.MAX, "There are not %s.", roundKeys);
  }

  /** The story of a store that comes to hold this many rows. */
  static CommitStory ofRows(int rows) {
    return new CommitStory(rows - 1);
  }

  static List<DekId> deks() {
    return ROUND_DEKS;
  }

  static LogPosition positionAt(long index) {
    return new LogPosition(1 + index / COMMITS_PER_TERM, index);
  }

  /** The first index at which every row has been written. */
  long complete() {
    long index = 1;
    while (writesUpTo(index) < roundKeys) {
      index++;
    }
    return index;
  }

  List<Change> changesAt(long index) {
    List<Change> changes = new ArrayList<>(rowChangesAt(index));
    if (index % RING_EVERY == 0) {
      changes.add(new Change.KeyRingPut(ringOf(index / RING_EVERY)));
    }
    return changes;
  }

  private List<Change> rowChangesAt(long index) {
    long before = writesUpTo(index - 1);
    long after = writesUpTo(index);
    if (before == after) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    changes.add(put(EVERY_COMMIT, -after));
    for (long write = before + 1; write <= after; write++) {
      changes.add(put(keyOf(write), write));
    }
    changes.add(put(EVERY_COMMIT, after));
    return changes;
  }

  /** Every row there is once all entries up to this index are applied. */
  SortedMap<WriterKey, WriterRow> stateAt(long index) {
    SortedMap<WriterKey, WriterRow> state = new TreeMap<>();
    long last = writesUpTo(index);
    for (long write = Math.max(1, last - roundKeys + 1); write <= last; write++) {
      WriterKey key = keyOf(write);
      state.put(key, row(key, write));
    }
    if (last > 0) {
      state.put(EVERY_COMMIT, row(EVERY_COMMIT, last));
    }
    return state;
  }

  /** The key ring there is once all entries up to this index are applied. */
  static KeyRing keyRingAt(long index) {
    return index < RING_EVERY ? KeyRing.EMPTY : ringOf(index / RING_EVERY);
  }

  private static KeyRing.Filled ringOf(long edition) {
    KeyRing.Filled ring =
        KeyRing.ofFirst(ringKey(edition, 1, Purpose.STORAGE), ringKey(edition, 2, Purpose.RAFT));
    for (int number = 3; number <= 2 + edition % RING_KEYS_MAX; number++) {
      ring = ring.rotatedTo(ringKey(edition, number, Purpose.STORAGE));
    }
    return ring;
  }

  private static RingKey ringKey(long edition, int number, Purpose purpose) {
    Bytes wrapped = Bytes.ofHex("%016x%016x".formatted(scrambled(edition), scrambled(number)));
    return new RingKey(
        new DekId(number), purpose, new WrappedDek(wrapped), CreatedAt.UNRECORDED, edition);
  }

  /** Commits what is missing up to this index. */
  void tell(WriterRegistryStore store, long upTo) {
    for (long index = indexOf(store) + 1; index <= upTo; index++) {
      store.commit(positionAt(index), changesAt(index));
    }
  }

  /** Where the store stands; 0 before the first commit. */
  static long indexOf(WriterRegistryStore store) {
    return store.lastApplied().map(LogPosition::index).orElse(0L);
  }

  private static long writesUpTo(long index) {
    return ROWS_PER_COMMIT * (index - index / EMPTY_EVERY);
  }

  private WriterKey keyOf(long write) {
    int number = (int) (write % roundKeys);
    return new WriterKey(
        ROUND_DEKS.get(number % ROUND_DEKS.size()), new NodeSlot(number * SLOT_STRIDE));
  }

  private static Change put(WriterKey key, long write) {
    return new Change.RowPut(new StoredRow(key, row(key, write)));
  }

  private static WriterRow row(WriterKey key, long write) {
    long noise = scrambled(write);
    long highBits = (noise | 1L << 62) & ~NodeSlot.MAX;
    int first = (int) (noise & 0x7FFF);
    int last = first + (int) (noise >>> 48 & 0x7FFF);
    Incarnation incarnation =
        write % ABSENT_EVERY == 0 ? Incarnation.ABSENT : new Incarnation.Drawn(noise, write);
    return new WriterRow(
        new NodeId(highBits + key.slot().value()),
        new LocalEpoch(first),
        new LocalEpoch(last),
        incarnation);
  }

  private static long scrambled(long value) {
    long mixed = (value ^ value >>> 31) * 0x9e3779b97f4a7c15L;
    return (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L;
  }
}
