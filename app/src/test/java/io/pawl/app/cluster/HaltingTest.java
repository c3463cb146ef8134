// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.ReplicaHalted;
import io.pawl.ports.driving.Reservation;
import io.pawl.ports.driving.Ruling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An entry that cannot be applied stops every replica in front of it, and nothing is skipped. */
final class HaltingTest {
  private static final Registration FIRST = Registrations.of(1, "a", 5, 1);
  private static final Registration POISON = Registrations.of(1, "a", 4, 2);
  private static final Registration AFTER = Registrations.of(1, "b", 0, 3);

  @TempDir Path home;

  @Test
  void an_entry_that_got_past_admission_stops_every_replica_before_and_after_a_restart() {
    try (InProcess cluster = InProcess.in(home).observing(Ungated::of)) {
      InProcess.NAMES.forEach(cluster::start);
      register(cluster, FIRST);

      register(cluster, POISON);
      register(cluster, AFTER);

      InProcess.NAMES.forEach(name -> requireHalted(cluster, name, Sentinel.EPOCH_ROLLBACK));
      long index = cluster.node("n1").halted().orElseThrow().index();
      InProcess.NAMES.forEach(cluster::restart);
      InProcess.NAMES.forEach(name -> requireHalted(cluster, name, Sentinel.EPOCH_ROLLBACK));
      assertThat(InProcess.NAMES)
          .allSatisfy(
              name -> {
                assertThat(cluster.node(name).halted().orElseThrow().index()).isEqualTo(index);
                assertThat(cluster.rows(name))
                    .singleElement()
                    .satisfies(row -> assertThat(row.row().lastSeen()).isEqualTo(FIRST.epoch()));
              });
    }
  }

  @Test
  void a_replica_whose_store_failed_goes_on_with_the_same_entry_once_it_is_repaired() {
    try (InProcess cluster = InProcess.in(home)) {
      cluster.start("n1");
      cluster.start("n2");
      cluster.observing(FailingAtTheSecond::of).start("n3");
      cluster.observing(replica -> replica);
      register(cluster, FIRST);
      register(cluster, AFTER);

      requireHalted(cluster, "n3", Sentinel.STORE_UNAVAILABLE);
      register(cluster, Registrations.of(2, "c", 0, 4));
      assertThat(cluster.rows("n3")).hasSize(1);
      requireToldToBeClosed(cluster, new NodeName("n3"));
      cluster.restart("n3");

      cluster.awaitSamePosition();
      assertThat(cluster.node("n3").halted()).isEmpty();
      assertThat(cluster.rows("n3")).hasSize(3).isEqualTo(cluster.rows("n1"));
    }
  }

  private static void register(InProcess cluster, Registration registration) {
    try (RemoteRegistry registry = cluster.connect(0, Duration.ofSeconds(5))) {
      registry.register(List.of(registration));
    }
  }

  private static void requireHalted(InProcess cluster, String name, Sentinel reason) {
    Await.until(name + " halts", () -> cluster.node(name).halted().isPresent());
    ReplicaHalted halted = cluster.node(name).halted().orElseThrow();
    assertThat(halted.sentinel()).isEqualTo(Sentinel.ENCRYPTION_APPLY);
    assertThat(halted.reason()).isEqualTo(reason);
    Await.until(name + " closes the group", () -> !cluster.node(name).isAlive(0));
  }

  /** Its process answers, and others lead: neither is nobody there, nor is there no leader. */
  private static void requireToldToBeClosed(InProcess cluster, NodeName name) {
    try (RemoteRegistry registry = cluster.connect(0, Duration.ofSeconds(5))) {
      for (ThrowingCallable question :
          List.<ThrowingCallable>of(() -> registry.keyUses(name), () -> registry.snapshot(name))) {
        assertThatThrownBy(question)
            .isInstanceOfSatisfying(
                RemoteFault.class,
                fault -> {
                  assertThat(fault.sentinel()).isEqualTo(Sentinel.GROUP_CLOSED);
                  assertThat(fault.detail()).isEqualTo("It is member n3.");
                });
      }
    }
  }

  /** A leader that lets everything pass. */
  private static final class Ungated implements Admission, Reservation {
    static Replica of(Replica replica) {
      return new Replica(
          replica.applier(), new Ungated(), replica.inspection(), replica.snapshots());
    }

    @Override
    public Ruling rule(List<Registration> proposed) {
      LogEntry entry = new WriterRegistration(proposed.get(0));
      return new Ruling.Append(entry, this, List.of());
    }

    @Override
    public KeyRuling bootstrap() {
      return new KeyRuling.Busy();
    }

    @Override
    public KeyRuling rotate(Purpose purpose, @Nullable DekId from) {
      return new KeyRuling.Busy();
    }

    @Override
    public void leadershipLost() {
      // It keeps nothing that could end.
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

  /** Meets a full disk at the second registration. */
  private static final class FailingAtTheSecond implements Applier {
    private final Applier applier;
    private int registrations;

    private FailingAtTheSecond(Applier applier) {
      this.applier = applier;
    }

    static Replica of(Replica replica) {
      return new Replica(
          new FailingAtTheSecond(replica.applier()),
          replica.admission(),
          replica.inspection(),
          replica.snapshots());
    }

    @Override
    public Optional<LogPosition> lastApplied() {
      return applier.lastApplied();
    }

    @Override
    public Applied registerWriter(LogPosition position, WriterRegistration entry) {
      registrations++;
      if (registrations == 2) {
        throw new ReplicaHalted(
            position, new StorageUnavailable("The disk is full.", new IOException("full")));
      }
      return applier.registerWriter(position, entry);
    }

    @Override
    public Applied registerWriters(LogPosition position, LogEntry.WriterRegistrations entry) {
      return applier.registerWriters(position, entry);
    }

    @Override
    public Applied bootstrap(LogPosition position, LogEntry.Bootstrap entry) {
      return applier.bootstrap(position, entry);
    }

    @Override
    public Applied rotate(LogPosition position, LogEntry.Rotation entry) {
      return applier.rotate(position, entry);
    }
  }
}
