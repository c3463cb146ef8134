// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.pawl.app.wiring.EncryptionChoice;
import io.pawl.app.wiring.PawlVersion;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.RemoteRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are made by the leader, for all members or for none, and all replicas hold the same. */
final class KeysTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "mvstore"})
  void the_first_keys_are_made_once_and_others_follow(String engine) {
    try (InProcess cluster =
            InProcess.in(home).encrypted(1).adjust(settings -> settings.withEngine(engine));
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(cluster::start);
      cluster.awaitLeader();

      assertThat(sentinel(registry.rotate(Purpose.STORAGE))).isEqualTo(Sentinel.NOT_BOOTSTRAPPED);
      KeyFate.Accepted first = accepted(registry.bootstrap());
      KeyRing afterFirst = registry.keys().ring();
      KeyFate second = registry.bootstrap();
      assertThat(registry.keys().ring()).isEqualTo(afterFirst);
      KeyFate.Accepted storage = accepted(registry.rotate(Purpose.STORAGE));
      KeyFate.Accepted raft = accepted(registry.rotate(Purpose.RAFT));

      assertThat(first.keys())
          .extracting(KeyFate.Made::purpose)
          .containsExactly(Purpose.STORAGE, Purpose.RAFT);
      assertThat(((KeyFate.Refused) second).sentinel()).isEqualTo(Sentinel.ALREADY_BOOTSTRAPPED);
      KeyRing.Filled ring = (KeyRing.Filled) registry.keys().ring();
      assertThat(ring.keys()).hasSize(4);
      assertThat(ring.active(Purpose.STORAGE).id()).isEqualTo(storage.keys().get(0).id());
      assertThat(ring.active(Purpose.RAFT).id()).isEqualTo(raft.keys().get(0).id());
      assertThat(ring.active(Purpose.RAFT).index()).isEqualTo(raft.index());
      assertThat(registry.keys().cluster()).isEqualTo(ClusterId.of("pawl", 0));
      requireSameEverywhere(cluster, ring);
      requireCohort(cluster, ring, first);
    }
  }

  @Test
  void a_bootstrap_that_is_refused_costs_no_entry_and_no_leader() {
    try (InProcess cluster = InProcess.in(home).encrypted(1);
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(cluster::start);
      accepted(registry.bootstrap());
      String leader = cluster.awaitLeader();
      long committed = cluster.node(leader).standing(0).committed();
      long term = cluster.node(leader).standing(0).term();

      for (int n = 0; n < 50; n++) {
        assertThat(registry.bootstrap()).isInstanceOf(KeyFate.Refused.class);
      }

      assertThat(cluster.node(leader).standing(0).committed()).isEqualTo(committed);
      assertThat(cluster.node(leader).standing(0).term()).isEqualTo(term);
    }
  }

  /** Every member stands at its first epoch under the first keys, with an incarnation. */
  private static void requireCohort(
      InProcess cluster, KeyRing.Filled ring, KeyFate.Accepted first) {
    for (KeyFate.Made key : first.keys()) {
      assertThat(cluster.node("n1").inspection(0).rows(key.id()))
          .extracting(row -> row.row().owner())
          .containsExactlyInAnyOrderElementsOf(
              InProcess.NAMES.stream().map(name -> NodeId.of(new NodeName(name))).toList());
      assertThat(ring.find(key.id()).map(RingKey::index)).contains(first.index());
    }
  }

  private static void requireSameEverywhere(InProcess cluster, KeyRing ring) {
    cluster.awaitSamePosition();
    assertThat(InProcess.NAMES)
        .allSatisfy(
            name -> {
              assertThat(cluster.ring(name)).isEqualTo(ring);
              assertThat(cluster.rows(name)).isEqualTo(cluster.rows("n1"));
              assertThat(cluster.node(name).halted()).isEmpty();
            });
  }

  @Test
  void before_the_bootstrap_any_key_has_writers_and_afterwards_those_of_the_ring() {
    try (InProcess cluster = InProcess.in(home).encrypted(1);
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(cluster::start);
      Registration elsewhere = Registrations.of(7, "w", 0, 1);
      Registration late = Registrations.of(7, "w", 1, 1);

      assertThat(fate(registry, elsewhere)).isInstanceOf(Fate.Accepted.class);
      long storage = accepted(registry.bootstrap()).keys().get(0).id().value();

      assertThat(fate(registry, late)).isEqualTo(new Fate.Inadmissible(late, Sentinel.KEY_UNKNOWN));
      assertThat(fate(registry, Registrations.of(storage, "w", 0, 1)))
          .isInstanceOf(Fate.Accepted.class);
      assertThat(registry.row(elsewhere.key())).isPresent();
    }
  }

  @Test
  void a_node_with_keys_starts_neither_without_encryption_nor_with_another_kek() {
    try (InProcess cluster = InProcess.in(home).encrypted(1);
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(cluster::start);
      accepted(registry.bootstrap());
      cluster.awaitSamePosition();
      KeyRing ring = registry.keys().ring();
      cluster.stop("n1");

      cluster.adjust("n1", settings -> settings.withEncryption(EncryptionChoice.OFF));
      requireRefused(cluster, Sentinel.ENCRYPTION_DOWNGRADE);
      cluster.encrypted("n1", 2);
      requireRefused(cluster, Sentinel.KEK_MISMATCH);

      cluster.encrypted("n1", 1).start("n1");
      requireSameEverywhere(cluster, ring);
    }
  }

  private static void requireRefused(InProcess cluster, Sentinel sentinel) {
    assertThatThrownBy(() -> cluster.start("n1"))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.sentinel()).isEqualTo(sentinel));
  }

  @Test
  void a_cluster_without_encryption_makes_no_keys_and_goes_on() {
    try (InProcess cluster = InProcess.started(home);
        RemoteRegistry registry = cluster.connect()) {
      assertThat(sentinel(registry.bootstrap())).isEqualTo(Sentinel.MUTATORS_DISABLED);
      assertThat(sentinel(registry.rotate(Purpose.STORAGE))).isEqualTo(Sentinel.MUTATORS_DISABLED);

      assertThat(fate(registry, Registrations.of(7, "w", 0, 1))).isInstanceOf(Fate.Accepted.class);
      assertThat(registry.keys().ring()).isEqualTo(KeyRing.EMPTY);
    }
  }

  @Test
  void what_leaders_refused_is_in_their_status_by_why() {
    try (InProcess cluster = InProcess.started(home);
        RawClient raw = RawClient.of(ClusterId.of("pawl", 0), cluster.memberList());
        RemoteRegistry registry = cluster.connect()) {
      assertThat(raw.refusalOf(Bytes.copyOf(new byte[] {(byte) 0x85})))
          .contains("REQUEST_MALFORMED");
      registry.bootstrap();
      registry.bootstrap();
      registry.rotate(Purpose.RAFT);
      registry.register(
          List.of(
              Registrations.of(7, "w", 5, 1),
              Registrations.of(7, "w", 4, 1),
              Registrations.of(7, "w", 5, 2),
              Registrations.of(7, "w", 3, 1)));

      assertThat(refusedByAll(registry))
          .containsOnly(
              entry("REQUEST_MALFORMED", 1L),
              entry("MUTATORS_DISABLED", 3L),
              entry("EPOCH_ROLLBACK", 2L),
              entry("WRITER_CLONED", 1L));
    }
  }

  /** Whoever led meanwhile. */
  private static Map<String, Long> refusedByAll(RemoteRegistry registry) {
    Map<String, Long> all = new HashMap<>();
    for (MemberStatus said : registry.status()) {
      ((MemberStatus.Up) said)
          .standing()
          .refused()
          .forEach((sentinel, times) -> all.merge(sentinel, times, Long::sum));
    }
    return all;
  }

  @Test
  void a_member_that_is_not_ready_is_named_and_nothing_halts() {
    try (InProcess cluster = InProcess.in(home).encrypted("n1", 1).encrypted("n2", 1);
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(cluster::start);
      letLead(cluster, "n3");

      assertThat(refusal(registry).detail()).isEqualTo("n3 runs without encryption.");
      cluster.stop("n3");
      assertThat(refusal(registry).detail()).isEqualTo("n3 does not answer.");
      cluster.encrypted("n3", 2).start("n3");
      letLead(cluster, "n3");
      assertThat(refusal(registry).detail()).contains("n3 has another KEK");
      cluster.stop("n3");
      cluster.encrypted("n3", 1).start("n3");

      KeyFate.Accepted first = untilAccepted(registry);
      assertThat(first.keys()).hasSize(2);
      requireSameEverywhere(cluster, registry.keys().ring());
    }
  }

  @Test
  void a_member_of_another_version_is_named_with_both_versions_and_nothing_halts() {
    try (InProcess cluster = InProcess.in(home).encrypted(1);
        RemoteRegistry registry = cluster.connect()) {
      List.of("n1", "n2").forEach(cluster::start);
      cluster.observing(replica -> OtherVersion.of(replica, "1.4.2")).start("n3");
      letLead(cluster, "n3");

      assertThat(refusal(registry).detail())
          .isEqualTo("n3 runs version 1.4.2 beside %s.".formatted(PawlVersion.current()));
      requireSameEverywhere(cluster, KeyRing.EMPTY);
      cluster.stop("n3");
      cluster.observing(replica -> replica).start("n3");

      assertThat(untilAccepted(registry).keys()).hasSize(2);
      requireSameEverywhere(cluster, registry.keys().ring());
    }
  }

  /** Some other node than this one. */
  private static void letLead(InProcess cluster, String notThis) {
    while (cluster.awaitLeader().equals(notThis)) {
      cluster.restart(notThis);
    }
  }

  private static KeyFate.Refused refusal(RemoteRegistry registry) {
    KeyFate fate = registry.bootstrap();
    assertThat(sentinel(fate)).isEqualTo(Sentinel.MEMBERS_NOT_READY);
    return (KeyFate.Refused) fate;
  }

  /** A member that has just been started may need a moment to answer. */
  private static KeyFate.Accepted untilAccepted(RemoteRegistry registry) {
    KeyFate fate = registry.bootstrap();
    while (fate instanceof KeyFate.Refused refused
        && refused.sentinel() == Sentinel.MEMBERS_NOT_READY) {
      fate = registry.bootstrap();
    }
    return accepted(fate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "mvstore"})
  void a_node_that_lost_everything_gets_the_keys_with_a_snapshot(String engine) {
    try (InProcess cluster =
            InProcess.in(home)
                .encrypted(1)
                .adjust(settings -> settings.withSnapshotEvery(10).withEngine(engine));
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(cluster::start);
      cluster.awaitLeader();
      untilAccepted(registry);
      accepted(registry.rotate(Purpose.STORAGE));
      long storage = active(registry, Purpose.STORAGE);
      cluster.stop("n3");
      cluster.wipe("n3");
      for (int n = 0; n < 40; n++) {
        registry.register(List.of(Registrations.of(storage, "w" + n, 0, n)));
      }
      registry.snapshot(new NodeName("n1"));
      registry.snapshot(new NodeName("n2"));

      cluster.start("n3");

      requireSameEverywhere(cluster, registry.keys().ring());
    }
  }

  @Test
  void a_rotation_does_not_wait_for_a_member_that_is_down() {
    try (InProcess cluster = InProcess.in(home).encrypted(1);
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(cluster::start);
      cluster.awaitLeader();
      untilAccepted(registry);
      cluster.awaitSamePosition();
      cluster.stop("n2");

      accepted(registry.rotate(Purpose.STORAGE));
      cluster.start("n2");

      requireSameEverywhere(cluster, registry.keys().ring());
    }
  }

  private static long active(RemoteRegistry registry, Purpose purpose) {
    return ((KeyRing.Filled) registry.keys().ring()).active(purpose).id().value();
  }

  private static Fate fate(RemoteRegistry registry, Registration registration) {
    return registry.register(List.of(registration)).get(0);
  }

  private static KeyFate.Accepted accepted(KeyFate fate) {
    assertThat(fate).isInstanceOf(KeyFate.Accepted.class);
    return (KeyFate.Accepted) fate;
  }

  private static Sentinel sentinel(KeyFate fate) {
    assertThat(fate).isInstanceOf(KeyFate.Refused.class);
    return ((KeyFate.Refused) fate).sentinel();
  }
}
