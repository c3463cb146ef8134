// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.cohort.KeyAccess;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.ReplicaHalted;
import io.pawl.ports.fake.InMemoryKek;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica keeps a key if it can open it, and stops in front of it if it cannot. */
final class KeyApplyingTest {
  private static final LogPosition FIRST = new LogPosition(1, 1);

  @TempDir Path folder;

  @Test
  void ring_rows_and_position_are_stored_together() {
    LogEntry entry = firstKeys();
    try (Leader replica = Leader.with(new InMemoryKek(1))) {
      Applied applied = replica.apply(FIRST, entry);

      assertThat(((Applied.Accepted) applied).registrations()).hasSize(6);
      assertThat(replica.ring().keys()).hasSize(2);
      assertThat(replica.store().lastApplied()).contains(FIRST);
      assertThat(replica.replica().inspection().rows(replica.active().get(1))).hasSize(3);
    }
  }

  @Test
  void an_entry_that_was_applied_before_is_skipped() {
    LogEntry entry = firstKeys();
    try (Leader replica = Leader.with(new InMemoryKek(1))) {
      replica.apply(FIRST, entry);
      KeyRing before = replica.ring();

      assertThat(replica.apply(FIRST, entry)).isInstanceOf(Applied.Skipped.class);
      assertThat(replica.ring()).isEqualTo(before);
    }
  }

  @Test
  void without_a_kek_or_with_another_nothing_is_kept() {
    LogEntry entry = firstKeys();

    requireHalt(Leader::withoutEncryption, entry, Sentinel.KEK_NOT_CONFIGURED);
    requireHalt(() -> Leader.with(new InMemoryKek(2)), entry, Sentinel.KEK_MISMATCH);
    requireHalt(
        () -> Leader.with(new BentKek(new InMemoryKek(1), BentKek.Flaw.SILENT)),
        entry,
        Sentinel.KEK_UNAVAILABLE);
  }

  @Test
  void a_rotation_to_a_key_that_cannot_be_opened_halts_and_nothing_is_kept() {
    LogPosition next = new LogPosition(1, 2);
    try (Leader replica = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      LogPosition position = replica.store().lastApplied().orElseThrow();
      KeyRing before = replica.ring();
      Rotation rotation = nextKey(replica);

      assertHalts(replica, next, withNoise(rotation), Sentinel.KEK_MISMATCH);
      assertThat(replica.ring()).isEqualTo(before);
      assertThat(replica.store().lastApplied()).contains(position);

      requireHalt(Leader::withoutEncryption, rotation, Sentinel.KEK_NOT_CONFIGURED);
    }
  }

  private static Rotation nextKey(Leader leader) {
    KeyRuling.Append append = (KeyRuling.Append) leader.rotate(Purpose.STORAGE);
    append.reservation().release();
    return (Rotation) append.entry();
  }

  private static Rotation withNoise(Rotation rotation) {
    Bytes noise = Bytes.copyOf(new byte[rotation.key().wrapped().bytes().length()]);
    return new Rotation(
        rotation.createdAt(),
        rotation.kind(),
        rotation.purpose(),
        new NamedKey(rotation.key().id(), new WrappedDek(noise)),
        rotation.proposer());
  }

  private static void requireHalt(Supplier<Leader> start, LogEntry entry, Sentinel reason) {
    try (Leader replica = start.get()) {
      assertHalts(replica, FIRST, entry, reason);
      assertThat(replica.store().keyRing()).isEqualTo(KeyRing.EMPTY);
      assertThat(replica.store().lastApplied()).isEmpty();
    }
  }

  @Test
  void a_second_bootstrap_that_got_past_admission_halts() {
    LogEntry another = firstKeys();
    try (Leader replica = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      KeyRing before = replica.ring();

      assertHalts(replica, new LogPosition(1, 2), another, Sentinel.ALREADY_BOOTSTRAPPED);
      assertThat(replica.ring()).isEqualTo(before);
    }
  }

  @Test
  void a_registration_under_a_key_that_the_ring_does_not_have_halts() {
    try (Leader replica = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      LogEntry foreign = new WriterRegistration(Leader.registration(new DekId(7), 1, 0));

      assertHalts(replica, new LogPosition(1, 2), foreign, Sentinel.KEY_UNKNOWN);
    }
  }

  @Test
  void a_snapshot_with_keys_is_not_taken_over_where_they_cannot_be_opened() {
    Path file = folder.resolve("snapshot");
    try (Leader full = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      full.apply(((KeyRuling.Append) full.rotate(Purpose.RAFT)).entry());
      full.replica().snapshots().write(file);

      requireNotInstalled(Leader.withoutEncryption(), file, Sentinel.KEK_NOT_CONFIGURED);
      requireNotInstalled(Leader.with(new InMemoryKek(2)), file, Sentinel.KEK_MISMATCH);
      try (Leader joining = Leader.with(new InMemoryKek(1))) {
        joining.replica().snapshots().install(file);
        assertThat(joining.ring()).isEqualTo(full.ring());
      }
    }
  }

  @Test
  void a_node_says_whether_it_opens_a_trial_and_opens_no_key_of_the_cluster_for_anybody() {
    try (Leader leader = Leader.with(new InMemoryKek(1)).bootstrapped();
        Leader without = Leader.withoutEncryption();
        Leader silent = Leader.with(new BentKek(new InMemoryKek(1), BentKek.Flaw.SILENT))) {
      KeyMaker maker = maker(1);

      assertThat(access(leader, maker.trial())).isEqualTo(KeyAccess.OPENS);
      assertThat(access(leader, maker(2).trial())).isEqualTo(KeyAccess.OTHER_KEK);
      assertThat(access(leader, new Trial(WrappedDek.NONE))).isEqualTo(KeyAccess.OTHER_KEK);
      assertThat(access(without, maker.trial())).isEqualTo(KeyAccess.NO_KEK);
      assertThat(access(silent, maker.trial())).isEqualTo(KeyAccess.KEK_SILENT);
      assertThat(leader.ring().keys())
          .allSatisfy(
              key ->
                  assertThat(access(leader, new Trial(key.wrapped())))
                      .isEqualTo(KeyAccess.OTHER_KEK));
    }
  }

  private static KeyAccess access(Leader node, Trial trial) {
    return node.replica().inspection().capability(trial).access();
  }

  private static KeyMaker maker(int kek) {
    return new KeyMaker(
        Leader.CLUSTER,
        new Encryption.On(
            new InMemoryKek(kek),
            bytes -> {},
            () -> Leader.NOW,
            trial -> List.of(),
            Leader.emptySidecar()));
  }

  private static void requireNotInstalled(Leader joining, Path file, Sentinel reason) {
    try (joining) {
      assertThatThrownBy(() -> joining.replica().snapshots().install(file))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.sentinel()).isEqualTo(reason));
      assertThat(joining.store().lastApplied()).isEmpty();
    }
  }

  private static void assertHalts(
      Leader replica, LogPosition position, LogEntry entry, Sentinel reason) {
    assertThatThrownBy(() -> replica.apply(position, entry))
        .isInstanceOfSatisfying(
            ReplicaHalted.class,
            halted -> {
              assertThat(halted.reason()).isEqualTo(reason);
              assertThat(halted).hasMessageContaining(reason.remedy());
            });
  }

  private static LogEntry firstKeys() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      return ((KeyRuling.Append) leader.bootstrap()).entry();
    }
  }
}
