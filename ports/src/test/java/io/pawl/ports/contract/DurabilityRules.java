// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Sample.at;
import static io.pawl.ports.contract.Sample.puts;
import static io.pawl.ports.contract.Sample.ring;
import static io.pawl.ports.contract.Sample.row;
import static io.pawl.ports.contract.Sample.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.WriterRegistryStore;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** RS-13 to RS-16: what is still there afterwards. */
interface DurabilityRules extends StoreUnderTest {

  @Test
  default void rs13_rows_and_position_survive_closing_and_reopening() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(rows(10, 1)));
      session.store().commit(at(2), puts(row(3, 2), row(11, 2)));
      Contents before = Contents.of(session.store());

      session.restart();
      session.restart();

      assertThat(Contents.of(session.store())).isEqualTo(before);
    }
  }

  @Test
  default void rs13_a_store_without_a_commit_survives_closing_and_reopening() {
    try (Session session = Session.open(this)) {
      session.restart();

      assertThat(session.store().lastApplied()).isEmpty();
      assertThat(Contents.rowsOf(session.store())).isEmpty();
    }
  }

  @Test
  default void rs13_commits_go_on_after_reopening() {
    try (Session session = Session.open(this)) {
      session.store().commit(at(1), puts(row(0, 1)));
      session.restart();

      session.store().commit(at(2), puts(row(1, 2)));

      assertThat(session.store().lastApplied()).contains(at(2));
      assertThat(session.store().find(row(1, 2).key())).contains(row(1, 2).row());
    }
  }

  /** Each commit puts the row at the slot of its index. */
  @Property(tries = 20)
  default void rs14_what_was_synced_survives_a_crash(
      @ForAll @IntRange(min = 1, max = 10) int synced,
      @ForAll @IntRange(max = 10) int unsynced,
      @ForAll("shares") double kept) {
    try (Session session = Session.open(this)) {
      commitUpTo(session.store(), 1, synced);
      session.store().sync();
      commitUpTo(session.store(), synced + 1, synced + unsynced);

      session.crash(kept);

      assertThat(slots(session.store())).containsAll(upTo(synced));
      assertThat(session.store().lastApplied().orElseThrow().index())
          .isGreaterThanOrEqualTo(synced);
    }
  }

  @Property(tries = 20)
  default void rs15_a_crash_loses_the_latest_commits_and_never_one_from_the_middle(
      @ForAll @IntRange(max = 20) int commits, @ForAll("shares") double kept) {
    try (Session session = Session.open(this)) {
      commitUpTo(session.store(), 1, commits);

      session.crash(kept);

      List<Integer> left = slots(session.store());
      assertThat(left).isEqualTo(upTo(left.size()));
      assertThat(left).hasSizeLessThanOrEqualTo(commits);
    }
  }

  private static void commitUpTo(WriterRegistryStore store, int first, int last) {
    for (int index = first; index <= last; index++) {
      store.commit(at(index), puts(row(index, 0)));
    }
  }

  private static List<Integer> slots(WriterRegistryStore store) {
    return Contents.rowsOf(store).keySet().stream().map(key -> key.slot().value()).toList();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  @Property(tries = 40)
  default void rs16_damage_is_loud_or_harmless(@ForAll("damages") Damage damage) {
    try (Session session = Session.open(this)) {
      for (int index = 1; index <= 8; index++) {
        session.store().commit(at(index), puts(rows(5 * index, index)));
      }
      session.store().commit(at(9), List.of(new KeyRingPut(ring(9))));
      session.store().sync();
      Contents before = Contents.of(session.store());

      session.damage(damage);

      try (WriterRegistryStore damaged = session.open()) {
        assertThat(Contents.of(damaged)).isEqualTo(before);
      } catch (StorageCorrupted loud) {
        assertThat(loud).hasMessageStartingWith("STORE_CORRUPTED");
      }
    }
  }

  @Provide
  default Arbitrary<Double> shares() {
    return Arbitraries.doubles().between(0, 1);
  }

  @Provide
  default Arbitrary<Damage> damages() {
    return Combinators.combine(
            Arbitraries.of(Damage.Kind.class),
            Arbitraries.integers()
                .between(0, 999_999)
                .withDistribution(RandomDistribution.uniform())
                .map(millionths -> millionths / 1e6),
            Arbitraries.integers().between(0, 7))
        .as(Damage::new);
  }
}
