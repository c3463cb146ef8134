// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.cohort.KeyAccess;
import io.pawl.domain.cohort.MemberAnswer;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Reservation;
import io.pawl.ports.driving.Ruling;
import io.pawl.ports.driving.TurnedAway;
import io.pawl.ports.fake.InMemoryKek;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The leader makes keys one change at a time, and lets pass what every replica accepts. */
final class KeyAdmissionTest {
  private static final DekId ELSEWHERE = new DekId(7);
  private static final KeyRuling BUSY = new KeyRuling.Busy();

  @Test
  void the_first_keys_come_with_every_member_at_its_first_epoch_under_both() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      Bootstrap entry = (Bootstrap) append(leader.bootstrap()).entry();

      assertThat(entry.createdAt()).isEqualTo(new CreatedAt.Recorded(Leader.NOW));
      assertThat(entry.storage().id()).isNotEqualTo(entry.raft().id());
      assertThat(entry.storage().wrapped()).isNotEqualTo(entry.raft().wrapped());
      assertThat(entry.cohort())
          .containsExactlyInAnyOrderElementsOf(
              Leader.NAMES.stream()
                  .flatMap(
                      name ->
                          Stream.of(entry.storage().id(), entry.raft().id())
                              .map(id -> first(id, name)))
                  .toList());
    }
  }

  private static Registration first(DekId id, String name) {
    return new Registration(
        id, NodeId.of(new NodeName(name)), new LocalEpoch(0), Leader.incarnation(name));
  }

  @Test
  void a_second_bootstrap_is_refused_and_names_the_keys() {
    try (Leader leader = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      KeyRuling.Refused refused = (KeyRuling.Refused) leader.bootstrap();

      assertThat(refused.sentinel()).isEqualTo(Sentinel.ALREADY_BOOTSTRAPPED);
      assertThat(leader.active())
          .allSatisfy(id -> assertThat(refused.detail()).contains(id.toString()));
      requireNothingInFlight(leader);
    }
  }

  @Test
  void without_encryption_no_key_is_made() {
    try (Leader leader = Leader.withoutEncryption()) {
      assertThat(sentinel(leader.bootstrap())).isEqualTo(Sentinel.MUTATORS_DISABLED);
      assertThat(sentinel(leader.replica().admission().rotate(Purpose.RAFT, ELSEWHERE)))
          .isEqualTo(Sentinel.MUTATORS_DISABLED);
      assertThat(sentinel(leader.replica().admission().rotate(Purpose.RAFT, null)))
          .isEqualTo(Sentinel.MUTATORS_DISABLED);
    }
  }

  @Test
  void before_the_bootstrap_nothing_rotates() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      assertThat(sentinel(leader.replica().admission().rotate(Purpose.RAFT, ELSEWHERE)))
          .isEqualTo(Sentinel.NOT_BOOTSTRAPPED);
      assertThat(sentinel(leader.replica().admission().rotate(Purpose.RAFT, null)))
          .isEqualTo(Sentinel.NOT_BOOTSTRAPPED);
    }
  }

  @Test
  void members_that_cannot_open_keys_are_named_with_the_reason_and_nothing_stays_reserved() {
    List<MemberAnswer> answers =
        List.of(
            Leader.ready("n1"),
            Leader.answer("n2", KeyAccess.NO_KEK, Leader.VERSION),
            Leader.answer("n3", KeyAccess.OTHER_KEK, Leader.VERSION),
            Leader.answer("n4", KeyAccess.KEK_SILENT, Leader.VERSION),
            Leader.answer("n5", KeyAccess.OPENS, "2.0.0"),
            new MemberAnswer.Missing(new NodeName("n6"), "does not answer"),
            Leader.answer("n7", KeyAccess.OPENS, "1.4.9"));
    try (Leader leader = Leader.with(new InMemoryKek(1), trial -> answers)) {
      assertThat(leader.bootstrap())
          .isEqualTo(
              new KeyRuling.Refused(
                  Sentinel.MEMBERS_NOT_READY,
                  "n2 runs without encryption; n3 has another KEK; "
                      + "n4 gets no answer from what holds its KEK; "
                      + "n5 runs version 2.0.0 beside 1.4.2; n6 does not answer."));
      assertThat(leader.admitted(Leader.registration(ELSEWHERE, 1, 0)).turnedAway()).isEmpty();
    }
  }

  @Test
  void one_change_of_the_keys_is_on_its_way_at_a_time() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      KeyRuling.Append first = append(leader.bootstrap());

      assertThat(leader.bootstrap()).isEqualTo(BUSY);
      leader.apply(first.entry());
      KeyRuling.Append second = append(leader.rotate(Purpose.STORAGE));
      assertThat(leader.rotate(Purpose.RAFT)).isEqualTo(BUSY);
      leader.apply(second.entry());

      assertThat(append(leader.rotate(Purpose.RAFT)).reservation().holds()).isTrue();
    }
  }

  @Test
  void while_the_first_keys_are_on_their_way_nobody_registers_and_afterwards_under_them_only() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      Registration elsewhere = Leader.registration(ELSEWHERE, 1, 0);
      KeyRuling.Append first = append(leader.bootstrap());

      assertThat(leader.turnedAway(elsewhere)).isEqualTo(new TurnedAway.Busy(elsewhere));
      leader.apply(first.entry());

      assertThat(leader.turnedAway(elsewhere))
          .isEqualTo(new TurnedAway.Inadmissible(elsewhere, Sentinel.KEY_UNKNOWN));
      assertThat(leader.admitted(Leader.registration(leader.active().get(0), 1, 0)).turnedAway())
          .isEmpty();
    }
  }

  @Test
  void a_bootstrap_waits_for_a_registration_that_was_let_through_before_it() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (Leader leader =
        Leader.with(
            new InMemoryKek(1),
            trial -> {
              asked.countDown();
              return List.of(Leader.ready("n1"));
            })) {
      Registration elsewhere = Leader.registration(ELSEWHERE, 1, 0);
      Ruling.Append earlier = leader.admitted(elsewhere);

      CompletableFuture<KeyRuling> bootstrap = CompletableFuture.supplyAsync(leader::bootstrap);
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(earlier.reservation().holds()).isTrue();
      assertThat(bootstrap).isNotDone();
      leader.apply(earlier.entry());
      KeyRuling.Append first = append(bootstrap.get(10, TimeUnit.SECONDS));

      assertThat(earlier.reservation().holds()).isFalse();
      leader.apply(first.entry());
      assertThat(leader.store().find(elsewhere.key())).isPresent();
    }
  }

  @Test
  void a_bootstrap_gives_up_on_a_registration_that_does_not_arrive() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      Reservation earlier = leader.admitted(Leader.registration(ELSEWHERE, 1, 0)).reservation();

      assertThat(leader.bootstrap()).isEqualTo(BUSY);

      assertThat(earlier.holds()).isTrue();
      earlier.release();
      assertThat(append(leader.bootstrap()).reservation().holds()).isTrue();
    }
  }

  @Test
  void a_rotation_lets_registrations_pass() {
    try (Leader leader = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      Rotation entry = (Rotation) append(leader.rotate(Purpose.STORAGE)).entry();
      DekId before = leader.ring().active(Purpose.STORAGE).id();

      leader.apply(leader.admitted(Leader.registration(before, 1, 0)).entry());
      Registration early = Leader.registration(entry.key().id(), 1, 0);
      assertThat(leader.turnedAway(early))
          .isEqualTo(new TurnedAway.Inadmissible(early, Sentinel.KEY_UNKNOWN));
      leader.apply(entry);

      assertThat(entry.proposer()).isEqualTo(first(entry.key().id(), "n1"));
      assertThat(leader.ring().active(Purpose.STORAGE).id()).isEqualTo(entry.key().id());
      assertThat(leader.ring().keys()).hasSize(3);
    }
  }

  @Test
  void a_rotation_that_is_asked_for_twice_happens_once() {
    try (Leader leader = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      DekId from = leader.ring().active(Purpose.RAFT).id();
      leader.apply(append(leader.replica().admission().rotate(Purpose.RAFT, from)).entry());

      assertThat(leader.replica().admission().rotate(Purpose.RAFT, from)).isEqualTo(BUSY);
      assertThat(leader.replica().admission().rotate(Purpose.RAFT, null)).isEqualTo(BUSY);

      requireNothingInFlight(leader);
    }
  }

  @Test
  void a_change_of_a_lost_leadership_neither_holds_nor_takes_anything_back() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      Reservation stale = append(leader.bootstrap()).reservation();
      leader.replica().admission().leadershipLost();
      Reservation fresh = append(leader.bootstrap()).reservation();

      stale.release();

      assertThat(stale.holds()).isFalse();
      assertThat(fresh.holds()).isTrue();
    }
  }

  @Test
  void a_bootstrap_is_void_once_another_leader_changed_anything() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      Reservation decided = append(leader.bootstrap()).reservation();

      leader.apply(new WriterRegistration(Leader.registration(ELSEWHERE, 1, 0)));

      assertThat(decided.holds()).isFalse();
      assertThat(append(leader.bootstrap()).reservation().holds()).isTrue();
    }
  }

  @Test
  void after_a_thousand_refusals_and_cancellations_the_keys_still_change() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      for (int n = 0; n < 1000; n++) {
        append(leader.bootstrap()).reservation().release();
      }
      leader.bootstrapped();
      for (int n = 0; n < 1000; n++) {
        assertThat(leader.bootstrap()).isInstanceOf(KeyRuling.Refused.class);
        append(leader.rotate(Purpose.STORAGE)).reservation().release();
      }

      requireNothingInFlight(leader);
    }
  }

  @Test
  void a_kek_that_does_not_give_back_what_it_was_given_makes_no_key() {
    InMemoryKek kek = new InMemoryKek(1);
    try (Leader leader = Leader.with(new BentKek(kek, BentKek.Flaw.OPENS_NOTHING))) {
      assertThat(sentinel(leader.bootstrap())).isEqualTo(Sentinel.KEK_MISMATCH);
    }
    try (Leader leader = Leader.with(new BentKek(kek, BentKek.Flaw.OPENS_ANOTHER))) {
      assertThat(sentinel(leader.bootstrap())).isEqualTo(Sentinel.KEK_MISMATCH);
    }
    try (Leader leader = Leader.with(new BentKek(kek, BentKek.Flaw.SILENT))) {
      assertThat(sentinel(leader.bootstrap())).isEqualTo(Sentinel.KEK_UNAVAILABLE);
      assertThat(leader.admitted(Leader.registration(ELSEWHERE, 1, 0)).turnedAway()).isEmpty();
    }
  }

  @Test
  void no_unwrapped_key_is_left() {
    BentKek kek = new BentKek(new InMemoryKek(1), BentKek.Flaw.NONE);
    try (Leader leader = Leader.with(kek).bootstrapped()) {
      leader.apply(append(leader.rotate(Purpose.STORAGE)).entry());

      assertThat(kek.seen()).hasSizeGreaterThan(6).allSatisfy(BentKek::requireClosed);
    }
  }

  private static KeyRuling.Append append(KeyRuling ruling) {
    assertThat(ruling).isInstanceOf(KeyRuling.Append.class);
    return (KeyRuling.Append) ruling;
  }

  private static Sentinel sentinel(KeyRuling ruling) {
    assertThat(ruling).isInstanceOf(KeyRuling.Refused.class);
    return ((KeyRuling.Refused) ruling).sentinel();
  }

  private static void requireNothingInFlight(Leader leader) {
    leader.admitted(Leader.registration(leader.active().get(0), 9, 0)).reservation().release();
    append(leader.rotate(Purpose.RAFT)).reservation().release();
  }
}
