// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.ReplicaHalted;
import io.pawl.ports.driving.Reservation;
import io.pawl.ports.driving.Ruling;
import io.pawl.ports.driving.TurnedAway;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One change per slot is on its way at a time, and none is forgotten there. */
final class SlotAdmissionTest {
  private static final int MANY = 100_000;

  @TempDir Path home;
  private WriterRegistryStore store;
  private Replica replica;

  @BeforeEach
  void open() {
    store =
        StorageEngines.installed()
            .named("rocksdb")
            .open(new StoreLocation(home.resolve("store"), new ClusterId(1, 2)));
    Self self =
        new Self(new ClusterId(1, 2), new NodeName("n1"), new Incarnation.Drawn(1, 1), "1.0.0");
    replica = StoredReplica.over(store, "rocksdb", self, Encryption.OFF);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_second_change_of_a_slot_waits_until_the_first_is_applied() {
    Ruling.Append first = admitted(registration(1, 0));

    assertThat(turnedAway(registration(1, 1))).isInstanceOf(TurnedAway.Busy.class);
    apply(1, first);
    assertThat(admitted(registration(1, 1)).reservation().holds()).isTrue();
  }

  @Test
  void another_slot_does_not_wait() {
    admitted(registration(1, 0));

    assertThat(admitted(registration(2, 0)).turnedAway()).isEmpty();
  }

  @Test
  void what_was_not_appended_is_given_back() {
    Reservation reservation = admitted(registration(1, 0)).reservation();

    reservation.release();
    reservation.release();

    assertThat(reservation.holds()).isFalse();
    assertThat(admitted(registration(1, 0)).reservation().holds()).isTrue();
  }

  @Test
  void a_reservation_of_a_lost_leadership_neither_holds_nor_takes_anything_back() {
    Reservation stale = admitted(registration(1, 0)).reservation();
    replica.admission().leadershipLost();
    Reservation fresh = admitted(registration(1, 1)).reservation();

    stale.release();

    assertThat(stale.holds()).isFalse();
    assertThat(fresh.holds()).isTrue();
  }

  @Test
  void a_decision_is_void_once_another_leader_changed_the_slot() {
    Reservation decided = admitted(registration(1, 3)).reservation();

    replica
        .applier()
        .registerWriter(new LogPosition(2, 7), new WriterRegistration(registration(1, 5)));

    assertThat(decided.holds()).isFalse();
  }

  @Test
  void a_refusal_reserves_nothing() {
    apply(1, admitted(registration(1, 5)));

    TurnedAway.Refused refused = (TurnedAway.Refused) turnedAway(registration(1, 4));

    assertThat(refused.outcome().sentinel()).isEqualTo(Sentinel.EPOCH_ROLLBACK);
    assertThat(admitted(registration(1, 6)).reservation().holds()).isTrue();
  }

  @Test
  void a_registration_without_an_incarnation_is_not_let_through() {
    Registration absent =
        new Registration(
            new DekId(1), new NodeId(1 << 16 | 1), new LocalEpoch(0), Incarnation.ABSENT);

    assertThat(turnedAway(absent))
        .isEqualTo(new TurnedAway.Inadmissible(absent, Sentinel.INCARNATION_REQUIRED));
  }

  @Test
  void after_a_hundred_thousand_refusals_and_cancellations_a_writer_still_registers() {
    apply(1, admitted(registration(1, 9)));

    for (int n = 0; n < MANY; n++) {
      assertThat(turnedAway(registration(1, n % 9))).isInstanceOf(TurnedAway.Refused.class);
      admitted(registration(2, n % 9)).reservation().release();
    }

    assertThat(admitted(registration(1, 10)).reservation().holds()).isTrue();
    assertThat(admitted(registration(2, 10)).reservation().holds()).isTrue();
  }

  @Test
  void of_a_proposal_the_admitted_part_is_one_entry_and_the_rest_is_answered() {
    admitted(registration(3, 0));

    Ruling ruling =
        replica
            .admission()
            .rule(List.of(registration(1, 0), registration(3, 1), registration(2, 0)));

    assertThat(ruling.turnedAway()).containsExactly(new TurnedAway.Busy(registration(3, 1)));
    assertThat(((Ruling.Append) ruling).entry().toString())
        .contains(registration(1, 0).toString(), registration(2, 0).toString());
  }

  @Test
  void an_entry_of_a_later_term_at_an_index_that_is_stored_is_of_another_log() {
    apply(7, admitted(registration(1, 5)));

    assertThatThrownBy(
            () ->
                replica
                    .applier()
                    .registerWriter(
                        new LogPosition(2, 6), new WriterRegistration(registration(2, 0))))
        .isInstanceOfSatisfying(
            ReplicaHalted.class,
            halted -> assertThat(halted.reason()).isEqualTo(Sentinel.STATE_MISMATCH));
  }

  private void apply(long index, Ruling.Append append) {
    replica
        .applier()
        .registerWriter(new LogPosition(1, index), (WriterRegistration) append.entry());
  }

  private Ruling.Append admitted(Registration registration) {
    return (Ruling.Append) replica.admission().rule(List.of(registration));
  }

  private TurnedAway turnedAway(Registration registration) {
    return replica.admission().rule(List.of(registration)).turnedAway().get(0);
  }

  private static Registration registration(int slot, int epoch) {
    return new Registration(
        new DekId(1),
        new NodeId(1 << 16 | slot),
        new LocalEpoch(epoch),
        new Incarnation.Drawn(epoch, slot));
  }
}
