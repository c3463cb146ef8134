// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.ReplicaHalted;
import io.pawl.ports.driving.Reservation;
import io.pawl.ports.driving.Ruling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys that a replica cannot open stop it in front of them; a leader that dies takes none along.
 */
final class KeyHaltsTest {
  @TempDir Path home;

  @Test
  void keys_that_got_past_admission_stop_the_nodes_without_a_kek() {
    try (InProcess cluster = InProcess.in(home).observing(Forging::of)) {
      requireHalts(cluster, Sentinel.KEK_NOT_CONFIGURED);
    }
  }

  @Test
  void keys_that_nobody_can_open_stop_the_nodes_with_a_kek() {
    try (InProcess cluster = InProcess.in(home).encrypted(1).observing(Forging::of)) {
      requireHalts(cluster, Sentinel.KEK_MISMATCH);
    }
  }

  /**
   * Where two have halted there is no majority, and the third may not hear that it is committed.
   */
  private static void requireHalts(InProcess cluster, Sentinel reason) {
    InProcess.NAMES.forEach(cluster::start);
    cluster.awaitLeader();
    bootstrap(cluster);

    Await.until("two halt", () -> halts(cluster).size() >= 2);

    assertThat(halts(cluster)).extracting(ReplicaHalted::reason).containsOnly(reason);
    assertThat(InProcess.NAMES)
        .allSatisfy(
            name -> {
              assertThat(cluster.ring(name)).isEqualTo(KeyRing.EMPTY);
              assertThat(cluster.rows(name)).isEmpty();
            });
  }

  private static List<ReplicaHalted> halts(InProcess cluster) {
    return InProcess.NAMES.stream().flatMap(name -> cluster.node(name).halted().stream()).toList();
  }

  private static void bootstrap(InProcess cluster) {
    try (RemoteRegistry registry = cluster.connect(0, Duration.ofSeconds(5))) {
      assertThat(registry.bootstrap()).isNotInstanceOf(KeyFate.Refused.class);
    }
  }

  @Test
  void a_leader_that_dies_between_appending_and_applying_the_first_keys_leaves_them_behind() {
    AtomicReference<String> doomed = new AtomicReference<>("");
    try (InProcess cluster = InProcess.in(home).encrypted(1);
        RemoteRegistry registry = cluster.connect()) {
      InProcess.NAMES.forEach(
          name -> cluster.observing(replica -> Mortal.of(replica, name, doomed)).start(name));
      cluster.observing(replica -> replica);
      registry.register(List.of(Registrations.of(7, "w", 0, 1)));
      cluster.awaitSamePosition();
      String leader = cluster.awaitLeader();
      doomed.set(leader);

      KeyFate fate = registry.bootstrap();

      assertThat(fate).isInstanceOf(KeyFate.Accepted.class);
      Await.until(leader + " dies", () -> cluster.node(leader).halted().isPresent());
      assertThat(cluster.ring(leader)).isEqualTo(KeyRing.EMPTY);
      cluster.restart(leader);
      cluster.awaitSamePosition();
      assertThat(((KeyFate.Accepted) fate).keys())
          .extracting(key -> ((KeyRing.Filled) cluster.ring("n1")).find(key.id()).isPresent())
          .containsExactly(true, true);
      assertThat(cluster.ring("n2")).isEqualTo(cluster.ring("n1")).isEqualTo(cluster.ring("n3"));
    }
  }

  /** A leader that lets pass keys that it did not make. */
  private record Forging(Admission admission) implements Admission, Reservation {
    private static final List<Registration> NOBODY = List.of();

    static Replica of(Replica replica) {
      return new Replica(
          replica.applier(),
          new Forging(replica.admission()),
          replica.inspection(),
          replica.snapshots());
    }

    @Override
    public Ruling rule(List<Registration> proposed) {
      return admission.rule(proposed);
    }

    @Override
    public KeyRuling bootstrap() {
      return new KeyRuling.Append(
          new Bootstrap(new CreatedAt.Recorded(1), key(1), key(2), NOBODY), this);
    }

    private static NamedKey key(int number) {
      byte[] noise = new byte[60];
      noise[0] = (byte) number;
      return new NamedKey(new DekId(number), new WrappedDek(Bytes.copyOf(noise)));
    }

    @Override
    public KeyRuling rotate(Purpose purpose, @Nullable DekId from) {
      return admission.rotate(purpose, from);
    }

    @Override
    public void leadershipLost() {
      admission.leadershipLost();
    }

    @Override
    public boolean holds() {
      return true;
    }

    @Override
    public void release() {
      // It keeps nothing that could be given back.
    }
  }

  /** Dies in front of the first keys if it is the one that is to. */
  private record Mortal(Applier applier, String name, AtomicReference<String> doomed)
      implements Applier {
    static Replica of(Replica replica, String name, AtomicReference<String> doomed) {
      return new Replica(
          new Mortal(replica.applier(), name, doomed),
          replica.admission(),
          replica.inspection(),
          replica.snapshots());
    }

    @Override
    public Optional<LogPosition> lastApplied() {
      return applier.lastApplied();
    }

    @Override
    public Applied registerWriter(LogPosition position, LogEntry.WriterRegistration entry) {
      return applier.registerWriter(position, entry);
    }

    @Override
    public Applied registerWriters(LogPosition position, LogEntry.WriterRegistrations entry) {
      return applier.registerWriters(position, entry);
    }

    @Override
    public Applied bootstrap(LogPosition position, Bootstrap entry) {
      if (name.equals(doomed.get())) {
        throw new IllegalStateException("It dies here.");
      }
      return applier.bootstrap(position, entry);
    }

    @Override
    public Applied rotate(LogPosition position, LogEntry.Rotation entry) {
      return applier.rotate(position, entry);
    }
  }
}
