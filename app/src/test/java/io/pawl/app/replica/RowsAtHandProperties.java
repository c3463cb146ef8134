// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.ReplicaHalted;
import io.pawl.ports.driving.Reservation;
import io.pawl.ports.driving.Ruling;
import io.pawl.ports.driving.TurnedAway;
import io.pawl.ports.fake.InMemoryEngine;
import io.pawl.ports.fake.InMemoryKek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A row is the store's own, wherever it is found. */
final class RowsAtHandProperties {
  private static final DekId KEY = new DekId(1);
  private static final int SLOTS = 5;
  private static final int KEPT = 3;

  /** Different rows that are found beside commits. */
  private static final int LOOKS = 300;

  private static final int COMMITS_A_LOOK = 16;

  /** What happens to the rows. */
  enum Kind {
    COMMITTED,
    /** At a position that was committed before. */
    COMMITTED_AGAIN,
    /** At a position that cannot follow, which the store takes for a bug. */
    COMMITTED_WRONGLY,
    /** By a snapshot with this one row. */
    REPLACED
  }

  record Step(Kind kind, int slot, int epoch) {}

  @Property(tries = 60)
  void what_is_found_is_what_the_store_has(@ForAll("steps") List<Step> steps) throws IOException {
    try (WriterRegistryStore store = newStore()) {
      RowsAtHand rows = new RowsAtHand(store, KEPT);
      long index = 1;
      rows.commit(at(index), puts(1, 0));
      for (Step step : steps) {
        index += step.kind() == Kind.COMMITTED || step.kind() == Kind.REPLACED ? 1 : 0;
        take(step, index, rows);

        for (int slot = 1; slot <= SLOTS; slot++) {
          assertThat(rows.find(key(slot))).isEqualTo(store.find(key(slot)));
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(6, Kind.COMMITTED),
                Tuple.of(2, Kind.COMMITTED_AGAIN),
                Tuple.of(2, Kind.COMMITTED_WRONGLY),
                Tuple.of(1, Kind.REPLACED)),
            Arbitraries.integers().between(1, SLOTS),
            Arbitraries.integers().between(0, 9))
        .as(Step::new)
        .list()
        .ofMaxSize(20);
  }

  private static void take(Step step, long index, RowsAtHand rows) throws IOException {
    List<Change> puts = puts(step.slot(), step.epoch());
    switch (step.kind()) {
      case COMMITTED -> assertThat(rows.commit(at(index), puts)).isEqualTo(CommitOutcome.COMMITTED);
      case COMMITTED_AGAIN ->
          assertThat(rows.commit(at(index), puts)).isEqualTo(CommitOutcome.SKIPPED);
      case COMMITTED_WRONGLY ->
          assertThatIllegalArgumentException()
              .isThrownBy(() -> rows.commit(new LogPosition(0, index + 1), puts));
      case REPLACED -> replace(rows, at(index), puts);
    }
  }

  private static void replace(RowsAtHand rows, LogPosition at, List<Change> puts)
      throws IOException {
    Path folder = Files.createTempDirectory("rows");
    Path file = folder.resolve("snapshot");
    try (WriterRegistryStore other = newStore()) {
      other.commit(at, puts);
      other.writeSnapshot(file);
      assertThat(rows.install(file)).isInstanceOf(InstallOutcome.Installed.class);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** Only who asks the store first notices that it is closed. */
  @Example
  void the_rows_written_last_are_found_without_the_store_and_no_others() {
    WriterRegistryStore store = newStore();
    RowsAtHand rows = new RowsAtHand(store, KEPT);
    for (int slot = 1; slot <= SLOTS; slot++) {
      rows.commit(at(slot), puts(slot, 7));
    }
    rows.commit(at(SLOTS + 1), puts(3, 8));
    rows.commit(at(SLOTS + 2), puts(1, 9));

    store.close();

    assertThat(rows.find(key(5))).contains(row(5, 7));
    assertThat(rows.find(key(3))).contains(row(3, 8));
    assertThat(rows.find(key(1))).contains(row(1, 9));
    for (int slot : List.of(2, 4)) {
      assertThatExceptionOfType(StorageRefused.class)
          .isThrownBy(() -> rows.find(key(slot)))
          .satisfies(refused -> assertThat(refused.sentinel()).isEqualTo(Sentinel.STORE_CLOSED));
    }
  }

  @Example
  void nothing_is_judged_or_applied_on_a_closed_store() {
    Leader leader = Leader.withoutEncryption();
    leader.apply(leader.admitted(Leader.registration(KEY, 1, 3)).entry());
    LogEntry next = leader.admitted(Leader.registration(KEY, 1, 4)).entry();

    leader.close();

    assertThatExceptionOfType(StorageRefused.class)
        .isThrownBy(() -> leader.admitted(Leader.registration(KEY, 1, 5)))
        .satisfies(refused -> assertThat(refused.sentinel()).isEqualTo(Sentinel.STORE_CLOSED));
    assertThatExceptionOfType(ReplicaHalted.class)
        .isThrownBy(() -> leader.apply(next))
        .satisfies(halted -> assertThat(halted.reason()).isEqualTo(Sentinel.STORE_CLOSED));
  }

  @Example
  void whoever_finds_a_row_beside_its_commit_never_finds_it_older_than_in_the_store() {
    try (WriterRegistryStore store = newStore()) {
      RowsAtHand rows = new RowsAtHand(store);
      rows.commit(at(1), numbered(1));
      AtomicBoolean seenEnough = new AtomicBoolean();
      AtomicInteger looks = new AtomicInteger();
      CompletableFuture<Void> commits =
          CompletableFuture.runAsync(
              () -> {
                for (long number = 2; !seenEnough.get(); number++) {
                  rows.commit(at(number), numbered(number));
                  if (number % COMMITS_A_LOOK == 0) {
                    awaitNext(looks, seenEnough);
                  }
                }
              });

      Set<Long> seen = new HashSet<>();
      List<String> older = new ArrayList<>();
      try {
        while (seen.size() < LOOKS && !commits.isDone()) {
          long stored = numberOf(store.find(key(1)).orElseThrow());
          long found = numberOf(rows.find(key(1)).orElseThrow());
          looks.incrementAndGet();
          seen.add(found);
          if (found < stored) {
            older.add(found + " after " + stored);
          }
        }
      } finally {
        seenEnough.set(true);
      }

      commits.join();
      assertThat(older).isEmpty();
    }
  }

  /** Who commits does not run away from who looks. */
  private static void awaitNext(AtomicInteger looks, AtomicBoolean seenEnough) {
    int before = looks.get();
    while (looks.get() == before && !seenEnough.get()) {
      Thread.onSpinWait();
    }
  }

  /** A row that says which one in a long line it is. */
  private static List<Change> numbered(long number) {
    WriterRow row = row(1, 0);
    return List.of(
        new RowPut(
            new StoredRow(
                key(1),
                new WriterRow(
                    row.owner(),
                    row.firstSeen(),
                    row.lastSeen(),
                    new Incarnation.Drawn(number, 1)))));
  }

  private static long numberOf(WriterRow row) {
    return ((Incarnation.Drawn) row.incarnation()).high();
  }

  @Example
  void a_leader_judges_by_the_rows_of_the_snapshot_it_got() throws IOException {
    try (Leader behind = having(3);
        Leader ahead = having(3, 9)) {
      bring(ahead, behind);

      assertThat(behind.turnedAway(Leader.registration(KEY, 1, 5)))
          .isInstanceOfSatisfying(
              TurnedAway.Refused.class,
              refused ->
                  assertThat(refused.outcome().sentinel()).isEqualTo(Sentinel.EPOCH_ROLLBACK));
      assertThat(behind.admitted(Leader.registration(KEY, 1, 10)).turnedAway()).isEmpty();
    }
  }

  /** Who judged a moment too late, after the leadership was lost, judged by the state before. */
  @Example
  void what_was_let_through_before_a_snapshot_is_void_after_it() throws IOException {
    try (Leader behind = having();
        Leader ahead = having(9)) {
      behind.replica().admission().leadershipLost();
      Reservation late = behind.admitted(Leader.registration(KEY, 1, 5)).reservation();

      bring(ahead, behind);

      assertThat(late.holds()).isFalse();
    }
  }

  @Example
  void a_snapshot_that_is_behind_voids_nothing() throws IOException {
    try (Leader behind = having(3);
        Leader ahead = having(3, 9)) {
      Reservation onItsWay = ahead.admitted(Leader.registration(KEY, 1, 10)).reservation();

      bring(behind, ahead);

      assertThat(onItsWay.holds()).isTrue();
    }
  }

  /** A leader that applied these epochs of one writer. */
  private static Leader having(int... epochs) {
    Leader leader = Leader.withoutEncryption();
    for (int epoch : epochs) {
      leader.apply(leader.admitted(Leader.registration(KEY, 1, epoch)).entry());
    }
    return leader;
  }

  private static void bring(Leader from, Leader to) throws IOException {
    Path folder = Files.createTempDirectory("rows");
    Path file = folder.resolve("snapshot");
    try {
      from.replica().snapshots().write(file);
      to.replica().snapshots().install(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** Whatever a replica commits passes the rows in memory: by what they say, it refuses. */
  @Property(tries = 40)
  void whoever_is_refused_is_shown_the_row_of_the_store(@ForAll("entries") List<Entry> entries) {
    try (Leader leader = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      for (Entry entry : entries) {
        apply(leader, entry);

        for (DekId dek : leader.ring().keys().stream().map(RingKey::id).toList()) {
          leader.replica().inspection().rows(dek).forEach(stored -> assertIsShown(leader, stored));
        }
      }
    }
  }

  /** What is proposed: a rotation, or registrations of some slots under one of the keys. */
  record Entry(boolean rotates, int key, List<Integer> slots, int epoch) {}

  @Provide
  Arbitrary<List<Entry>> entries() {
    return Combinators.combine(
            Arbitraries.of(true, false, false, false, false),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(1, SLOTS).list().uniqueElements().ofMinSize(1),
            Arbitraries.integers().between(1, 9))
        .as(Entry::new)
        .list()
        .ofMaxSize(12);
  }

  private static void apply(Leader leader, Entry entry) {
    if (entry.rotates()) {
      leader.apply(((KeyRuling.Append) leader.rotate(Purpose.STORAGE)).entry());
      return;
    }
    List<RingKey> keys = leader.ring().keys();
    DekId dek = keys.get(entry.key() % keys.size()).id();
    List<Registration> proposed =
        entry.slots().stream().map(slot -> Leader.registration(dek, slot, entry.epoch())).toList();
    if (leader.replica().admission().rule(proposed) instanceof Ruling.Append append) {
      leader.apply(append.entry());
    }
  }

  /** Another load claims the epoch that is held. */
  private static void assertIsShown(Leader leader, StoredRow stored) {
    Registration clone =
        new Registration(
            stored.key().dek(),
            stored.row().owner(),
            stored.row().lastSeen(),
            new Incarnation.Drawn(-1, -1));
    assertThat(leader.turnedAway(clone))
        .isInstanceOfSatisfying(
            TurnedAway.Refused.class,
            refused -> assertThat(refused.outcome().held()).isEqualTo(stored.row()));
  }

  private static WriterRegistryStore newStore() {
    return new InMemoryEngine().open(new StoreLocation(Leader.HOME, Leader.CLUSTER));
  }

  private static LogPosition at(long index) {
    return new LogPosition(1, index);
  }

  private static List<Change> puts(int slot, int epoch) {
    return List.of(new RowPut(new StoredRow(key(slot), row(slot, epoch))));
  }

  private static WriterKey key(int slot) {
    return Leader.registration(KEY, slot, 0).key();
  }

  private static WriterRow row(int slot, int epoch) {
    Registration registration = Leader.registration(KEY, slot, epoch);
    return new WriterRow(
        registration.node(),
        registration.epoch(),
        registration.epoch(),
        registration.incarnation());
  }
}
