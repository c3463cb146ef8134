// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.fake.InMemoryKek;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/**
 * A log whose entries come again, as after a crash or from a leader that sends more than is
 * missing. The replica is a real one on a store in memory; nothing but it decides what is skipped.
 */
final class KeyReplayProperties {
  private enum Step {
    ROTATE_STORAGE,
    ROTATE_RAFT,
    REGISTER,
    REGISTER_TWO
  }

  /** An entry, and where it was in the log. */
  private record Logged(LogPosition position, LogEntry entry) {}

  /** What a store holds of keys and of who registered under them. */
  private record State(KeyRing ring, List<List<StoredRow>> rows, Optional<LogPosition> position) {
    static State of(Leader replica) {
      return new State(
          replica.ring(),
          replica.ring().keys().stream()
              .map(RingKey::id)
              .map(replica.replica().inspection()::rows)
              .toList(),
          replica.store().lastApplied());
    }
  }

  @Property(tries = 200)
  void any_suffix_that_comes_again_is_skipped_and_changes_nothing(
      @ForAll @NotEmpty @Size(max = 20) List<Step> story, @ForAll @IntRange(max = 99) int share) {
    try (Leader replica = Leader.with(new InMemoryKek(1))) {
      List<Logged> log = told(replica, story);
      State before = State.of(replica);

      for (Logged again : log.subList(log.size() * share / 100, log.size())) {
        assertThat(replica.apply(again.position(), again.entry()))
            .isInstanceOf(Applied.Skipped.class);
      }

      assertThat(State.of(replica)).isEqualTo(before);
    }
  }

  @Property(tries = 100)
  void another_replica_comes_to_the_same_state_however_often_the_log_begins_anew(
      @ForAll @NotEmpty @Size(max = 12) List<Step> story, @ForAll @IntRange(max = 99) int share) {
    try (Leader leader = Leader.with(new InMemoryKek(1));
        Leader follower = Leader.with(new InMemoryKek(1))) {
      List<Logged> log = told(leader, story);

      log.subList(0, log.size() * share / 100)
          .forEach(entry -> follower.apply(entry.position(), entry.entry()));
      log.forEach(entry -> follower.apply(entry.position(), entry.entry()));

      assertThat(State.of(follower)).isEqualTo(State.of(leader));
    }
  }

  /** The log of a cluster that was bootstrapped and then did this. */
  private static List<Logged> told(Leader leader, List<Step> story) {
    List<Logged> log = new ArrayList<>();
    add(log, leader, ((KeyRuling.Append) leader.bootstrap()).entry());
    for (Step step : story) {
      add(log, leader, entry(leader, step, log.size()));
    }
    return log;
  }

  private static void add(List<Logged> log, Leader leader, LogEntry entry) {
    Logged logged = new Logged(new LogPosition(1, log.size() + 1L), entry);
    assertThat(leader.apply(logged.position(), entry)).isInstanceOf(Applied.Accepted.class);
    log.add(logged);
  }

  private static LogEntry entry(Leader leader, Step step, int epoch) {
    DekId storage = leader.active().get(0);
    return switch (step) {
      case ROTATE_STORAGE -> ((KeyRuling.Append) leader.rotate(Purpose.STORAGE)).entry();
      case ROTATE_RAFT -> ((KeyRuling.Append) leader.rotate(Purpose.RAFT)).entry();
      case REGISTER -> new WriterRegistration(Leader.registration(storage, 9, epoch));
      case REGISTER_TWO ->
          new WriterRegistrations(
              List.of(
                  Leader.registration(storage, 10, epoch),
                  Leader.registration(storage, 11, epoch)));
    };
  }
}
