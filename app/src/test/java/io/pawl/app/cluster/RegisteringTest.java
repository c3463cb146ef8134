// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.RemoteRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client of a healthy cluster is told. */
final class RegisteringTest {
  @TempDir Path home;

  @Test
  void every_outcome_of_the_registry_reaches_the_client_with_both_sides() {
    try (InProcess cluster = InProcess.started(home);
        RemoteRegistry registry = cluster.connect()) {
      Registration first = Registrations.of(1, "a", 0, 10);
      Registration later = Registrations.of(1, "a", 3, 11);
      Registration clone = Registrations.of(1, "a", 3, 12);
      Registration stale = Registrations.of(1, "a", 1, 13);
      Registration foreign =
          Registrations.of(1, new NodeId(first.node().bits() + (1L << 16)), 9, 14);

      assertThat(kind(registry, first)).isEqualTo(Fate.Kind.INSERTED);
      assertThat(kind(registry, later)).isEqualTo(Fate.Kind.ADVANCED);
      assertThat(kind(registry, later)).isEqualTo(Fate.Kind.REPLAYED);
      assertThat(sentinel(registry, clone)).isEqualTo(Sentinel.WRITER_CLONED);
      assertThat(sentinel(registry, stale)).isEqualTo(Sentinel.EPOCH_ROLLBACK);
      assertThat(sentinel(registry, foreign)).isEqualTo(Sentinel.SLOT_TAKEN);
      assertThat(registry.row(first.key()).orElseThrow().lastSeen()).isEqualTo(later.epoch());
    }
  }

  @Test
  void a_refusal_costs_no_entry_and_no_leader() {
    try (InProcess cluster = InProcess.started(home);
        RemoteRegistry registry = cluster.connect()) {
      registry.register(List.of(Registrations.of(1, "a", 5, 1)));
      String leader = cluster.awaitLeader();
      long committed = cluster.node(leader).standing(0).committed();
      long term = cluster.node(leader).standing(0).term();

      for (int n = 0; n < 200; n++) {
        registry.register(List.of(Registrations.of(1, "a", 4, n)));
      }

      assertThat(cluster.node(leader).standing(0).committed()).isEqualTo(committed);
      assertThat(cluster.node(leader).standing(0).term()).isEqualTo(term);
    }
  }

  @Test
  void of_many_in_one_call_each_has_its_own_fate() {
    try (InProcess cluster = InProcess.started(home);
        RemoteRegistry registry = cluster.connect()) {
      registry.register(List.of(Registrations.of(1, "w7", 9, 1)));
      List<Registration> many =
          IntStream.range(0, 500).mapToObj(n -> Registrations.of(1, "w" + n, 4, n + 2)).toList();

      List<Fate> fates = registry.register(many);

      assertThat(fates).extracting(Fate::registration).isEqualTo(many);
      assertThat(fates.get(7)).isInstanceOf(Fate.Refused.class);
      assertThat(fates.stream().filter(Fate.Accepted.class::isInstance)).hasSize(499);
      assertThat(registry.rows(many.get(0).dek())).hasSize(500);
    }
  }

  @Test
  void all_replicas_hold_the_same_rows() {
    try (InProcess cluster =
            InProcess.in(home).adjust("n2", settings -> settings.withEngine("mvstore"));
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(cluster::start);

      for (int n = 0; n < 50; n++) {
        registry.register(List.of(Registrations.of(1 + n % 3, "w" + n, n, n)));
      }

      cluster.awaitSamePosition();
      assertThat(cluster.rows("n1")).hasSize(50).isEqualTo(cluster.rows("n2"));
      assertThat(cluster.rows("n1")).isEqualTo(cluster.rows("n3"));
    }
  }

  @Test
  void without_a_quorum_a_registration_ends_in_time_and_status_still_answers() {
    try (InProcess cluster = InProcess.started(home)) {
      cluster.awaitLeader();
      cluster.stop("n1");
      cluster.stop("n2");

      try (RemoteRegistry registry = cluster.connect(0, Duration.ofSeconds(3))) {
        long before = System.nanoTime();
        Fate fate = registry.register(List.of(Registrations.of(1, "a", 0, 1))).get(0);
        List<MemberStatus> status = registry.status();

        assertThat(fate).isInstanceOfAny(Fate.NoLeader.class, Fate.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(status.get(0)).isInstanceOf(MemberStatus.Down.class);
        assertThat(status.get(2)).isInstanceOf(MemberStatus.Up.class);
      }
    }
  }

  private static Fate.Kind kind(RemoteRegistry registry, Registration registration) {
    return ((Fate.Accepted) registry.register(List.of(registration)).get(0)).kind();
  }

  private static Sentinel sentinel(RemoteRegistry registry, Registration registration) {
    Fate.Refused refused = (Fate.Refused) registry.register(List.of(registration)).get(0);
    assertThat(refused.registration()).isEqualTo(registration);
    assertThat(refused.held().owner().slot()).isEqualTo(registration.node().slot());
    return refused.sentinel();
  }
}
