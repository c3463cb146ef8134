// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.cluster.Registrations;
import io.pawl.app.replica.Encryption;
import io.pawl.app.replica.Self;
import io.pawl.app.replica.StoredReplica;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.ReplicaHalted;
import io.pawl.ports.driving.Ruling;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meters count what passes, and what passes is as it would be without them. */
final class MetersTest {
  private static final Registration FIRST = Registrations.of(1, "a", 5, 1);
  private static final Registration STALE = Registrations.of(1, "a", 4, 2);

  private static final Self SELF =
      new Self(ClusterId.of("meters", 0), new NodeName("n1"), new Incarnation.Drawn(1, 1), "1.0.0");

  private final Meters meters = new Meters();
  private final WriterRegistryStore metered;
  private final WriterRegistryStore plain;
  private final Replica observed;
  private final Replica bare;
  private final Path folder;

  MetersTest(@TempDir Path folder) {
    this.folder = folder;
    metered = store(folder.resolve("metered"));
    plain = store(folder.resolve("plain"));
    observed = meters.observe(StoredReplica.over(metered, "rocksdb", SELF, Encryption.OFF));
    bare = StoredReplica.over(plain, "rocksdb", SELF, Encryption.OFF);
  }

  private static WriterRegistryStore store(Path home) {
    return StorageEngines.installed()
        .named("rocksdb")
        .open(new StoreLocation(home, SELF.cluster()));
  }

  @AfterEach
  void close() {
    metered.close();
    plain.close();
    meters.close();
  }

  @Test
  void what_is_applied_is_answered_and_stored_as_without_meters() {
    for (int index = 1; index <= 3; index++) {
      assertThat(apply(observed, index, FIRST)).isEqualTo(apply(bare, index, FIRST));
    }

    assertThat(apply(observed, 2, FIRST)).isInstanceOf(Applied.Skipped.class);
    assertThat(observed.inspection().rows(FIRST.dek()))
        .isEqualTo(bare.inspection().rows(FIRST.dek()));
    assertThat(meters.scrape())
        .contains("pawl_registrations_total{group=\"0\",outcome=\"inserted\"} 1.0")
        .contains("pawl_registrations_total{group=\"0\",outcome=\"replayed\"} 2.0")
        .contains("pawl_apply_seconds_count{group=\"0\"} 4");
  }

  @Test
  void a_halt_passes_as_it_is() {
    apply(observed, 1, FIRST);

    assertThatThrownBy(() -> apply(observed, 2, STALE))
        .isInstanceOfSatisfying(
            ReplicaHalted.class,
            halted -> {
              meters.halted(halted);
              assertThat(halted.reason()).isEqualTo(Sentinel.EPOCH_ROLLBACK);
            });
    assertThat(meters.scrape()).contains("pawl_halts_total{sentinel=\"EPOCH_ROLLBACK\"} 1.0");
  }

  @Test
  void what_is_turned_away_is_counted_by_why() {
    apply(observed, 1, FIRST);
    Registration nameless =
        new Registration(FIRST.dek(), FIRST.node(), FIRST.epoch(), Incarnation.ABSENT);

    assertThat(observed.admission().rule(List.of(STALE, STALE, nameless)))
        .isInstanceOf(Ruling.Nothing.class);

    assertThat(meters.scrape())
        .contains("pawl_refusals_total{group=\"0\",sentinel=\"EPOCH_ROLLBACK\"} 2.0")
        .contains("pawl_refusals_total{group=\"0\",sentinel=\"INCARNATION_REQUIRED\"} 1.0");
  }

  @Test
  void key_changes_that_are_refused_are_counted_by_why() {
    observed.admission().bootstrap();
    observed.admission().bootstrap();
    observed.admission().rotate(Purpose.RAFT, FIRST.dek());

    assertThat(meters.scrape())
        .contains("pawl_key_refusals_total{group=\"0\",sentinel=\"MUTATORS_DISABLED\"} 3.0");
  }

  @Test
  void a_second_change_of_one_slot_counts_as_busy() {
    observed.admission().rule(List.of(FIRST));
    observed.admission().rule(List.of(FIRST));

    assertThat(meters.scrape()).contains("pawl_busy_total{group=\"0\"} 1.0");
  }

  @Test
  void a_snapshot_has_an_age_once_there_is_one() {
    apply(observed, 1, FIRST);
    assertThat(meters.scrape()).contains("pawl_snapshot_age_seconds{group=\"0\"} NaN");

    observed.snapshots().write(folder.resolve("snapshot"));

    assertThat(meters.scrape())
        .containsPattern("pawl_snapshot_age_seconds\\{group=\"0\"} [0-9.E-]+\n");
  }

  private static Applied apply(Replica replica, long index, Registration registration) {
    return replica
        .applier()
        .registerWriter(new LogPosition(1, index), new WriterRegistration(registration));
  }
}
