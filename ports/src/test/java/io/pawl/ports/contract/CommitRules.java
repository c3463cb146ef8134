// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Decision;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.RegistrationDecisions;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.WriterRegistryStore;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/** RS-4 to RS-8: changes, positions and their order. */
interface CommitRules extends StoreUnderTest {

  @Test
  default void rs4_rows_and_position_are_stored_by_the_same_commit() {
    try (Session session = Session.open(this)) {
      CommitOutcome outcome = session.store().commit(at(5), puts(row(0, 5), row(1, 5)));

      assertThat(outcome).isEqualTo(CommitOutcome.COMMITTED);
      assertThat(Contents.of(session.store()))
          .isEqualTo(Contents.of(at(5), List.of(row(0, 5), row(1, 5))));
    }
  }

  /** Each commit writes its own index into the row, so that a reader can tell who is ahead. */
  @Test
  default void rs4_readers_see_neither_rows_nor_position_ahead_of_the_other() {
    try (Session session = Session.open(this);
        Committer committer = Committer.start(session.store(), index -> puts(row(0, index)))) {
      WriterRegistryStore store = session.store();
      for (int i = 0; i < 2_000; i++) {
        long position = indexOf(store);
        assertThat((long) epochOf(store))
            .as("row read after the position")
            .isGreaterThanOrEqualTo(position);
        int epoch = epochOf(store);
        assertThat(indexOf(store)).as("position read after the row").isGreaterThanOrEqualTo(epoch);
      }
      assertThat(committer.acknowledged()).isPositive();
    }
  }

  private static long indexOf(WriterRegistryStore store) {
    return store.lastApplied().orElseThrow().index();
  }

  private static int epochOf(WriterRegistryStore store) {
    return store.find(row(0, 0).key()).orElseThrow().lastSeen().value();
  }

  /** Each commit puts the row at the slot of its index: the highest slot tells the last commit. */
  @Property(tries = 20)
  default void rs4_a_crash_leaves_rows_and_position_of_the_same_commit(
      @ForAll @IntRange(min = 1, max = 20) int commits, @ForAll("shares") double kept) {
    try (Session session = Session.open(this)) {
      for (int index = 1; index <= commits; index++) {
        session.store().commit(at(index), puts(row(index, 0)));
      }

      session.crash(kept);

      List<Long> rows =
          Contents.rowsOf(session.store()).keySet().stream()
              .map(key -> (long) key.slot().value())
              .toList();
      assertThat(session.store().lastApplied().map(LogPosition::index))
          .isEqualTo(rows.stream().max(Long::compare));
    }
  }

  @Test
  default void rs5_the_later_change_of_a_key_in_one_commit_wins() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1), row(1, 1), row(0, 3), row(0, 2)));

      assertThat(Contents.of(session.store()).stored()).containsExactly(row(0, 2), row(1, 1));
    }
  }

  @Test
  default void rs6_a_commit_without_changes_moves_the_position() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1)));

      assertThat(session.store().commit(at(2), List.of())).isEqualTo(CommitOutcome.COMMITTED);

      assertThat(Contents.of(session.store())).isEqualTo(Contents.of(at(2), List.of(row(0, 1))));
    }
  }

  @Test
  default void rs6_positions_may_have_gaps() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1)));
      LogPosition far = new LogPosition(Long.MAX_VALUE, Long.MAX_VALUE);

      session.store().commit(far, List.of());

      assertThat(session.store().lastApplied()).contains(far);
    }
  }

  @Test
  default void rs7_the_same_position_twice_changes_nothing() {
    assertSkipped(at(5));
  }

  @Test
  default void rs7_a_lower_position_changes_nothing() {
    assertSkipped(at(4));
    assertSkipped(at(0));
  }

  @Test
  default void rs7_a_stored_index_in_another_term_changes_nothing() {
    assertSkipped(new LogPosition(2, 5));
    assertSkipped(new LogPosition(0, 4));
  }

  private void assertSkipped(LogPosition position) {
    try (Session session = Session.open(this)) {
      session.store().commit(at(3), puts(row(0, 1)));
      session.store().commit(at(5), puts(row(1, 1)));
      Contents before = Contents.of(session.store());

      CommitOutcome outcome = session.store().commit(position, puts(row(0, 2), row(2, 2)));

      assertThat(outcome).isEqualTo(CommitOutcome.SKIPPED);
      assertThat(Contents.of(session.store())).isEqualTo(before);
    }
  }

  /** What a replica does that starts again somewhere behind its store. */
  @Property(tries = 25)
  @Domain(EncryptionDomain.class)
  default void rs7_replaying_any_stretch_of_the_log_changes_no_byte(
      @ForAll @NotEmpty @Size(max = 30) List<Registration> log,
      @ForAll @IntRange(max = 29) int start) {
    try (Session session = Session.open(this)) {
      WriterRegistryStore store = session.store();
      List<List<Change>> decided = new ArrayList<>();
      for (Registration registration : log) {
        List<Change> changes = RegistrationDecisions.one(store, registration).changes();
        store.commit(at(decided.size()), changes);
        decided.add(changes);
      }
      Contents before = Contents.of(store);

      for (int index = start; index < log.size(); index++) {
        store.commit(at(index), decided.get(index));
      }

      assertThat(Contents.of(store)).isEqualTo(before);
    }
  }

  @Property(tries = 25)
  @Domain(EncryptionDomain.class)
  default void rs7_deciding_any_entry_of_the_log_again_asks_for_no_change(
      @ForAll @NotEmpty @Size(max = 30) List<Registration> log) {
    try (Session session = Session.open(this)) {
      WriterRegistryStore store = session.store();
      for (int index = 0; index < log.size(); index++) {
        store.commit(at(index), RegistrationDecisions.one(store, log.get(index)).changes());
      }

      for (Registration registration : log) {
        Decision<RegistrationOutcome> again = RegistrationDecisions.one(store, registration);
        assertThat(again.changes()).as("%s", again.outcome()).isEmpty();
      }
    }
  }

  @Test
  default void rs8_a_term_that_goes_back_is_refused_and_changes_nothing() {
    try (Session session = Session.open(this)) {
      List<StoredRow> rows = List.of(row(0, 1));
      session.store().commit(new LogPosition(3, 5), puts(rows));

      assertThatThrownBy(
              () -> session.store().commit(new LogPosition(2, 6), puts(row(0, 2), row(1, 2))))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(Contents.of(session.store())).isEqualTo(Contents.of(new LogPosition(3, 5), rows));
    }
  }

  @Test
  default void rs8_the_store_goes_on_after_a_term_that_went_back() {
    try (Session session = Session.open(this)) {
      session.store().commit(new LogPosition(3, 5), puts(row(0, 1)));
      assertThatThrownBy(() -> session.store().commit(new LogPosition(2, 6), puts(row(0, 2))))
          .isInstanceOf(IllegalArgumentException.class);

      session.store().commit(new LogPosition(4, 6), puts(row(0, 3)));

      assertThat(session.store().lastApplied()).contains(new LogPosition(4, 6));
    }
  }
}
