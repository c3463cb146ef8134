// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.log.Logged;
import io.pawl.app.sidecar.ForwardingSidecar;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.ports.driven.Adoption;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.ReplicaHalted;
import io.pawl.ports.fake.InMemoryEngine;
import io.pawl.ports.fake.InMemoryKek;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sidecar learns of keys no later than the store, and its failures stop the replica. */
final class KeyCopyingTest {
  private static final LogPosition FIRST = new LogPosition(1, 1);

  @TempDir Path folder;
  private final InMemoryEngine engine = new InMemoryEngine();

  @Test
  void the_sidecar_has_the_keys_before_the_store_and_the_epochs_that_came_with_them() {
    try (WriterRegistryStore store = store();
        Watched sidecar = new Watched(store)) {
      Leader replica = Leader.over(store, sidecar);

      replica.apply(FIRST, firstKeys());

      assertThat(sidecar.positionOfStore).isEmpty();
      assertThat(replica.replica().inspection().sidecarIndex()).isEqualTo(OptionalLong.of(1));
      assertThat(replica.active())
          .allSatisfy(dek -> assertThat(sidecar.lastSpent(dek)).contains(new LocalEpoch(0)));
    }
  }

  @Test
  void a_sidecar_that_cannot_be_written_stops_the_replica_in_front_of_the_entry() {
    LogEntry entry = firstKeys();
    try (WriterRegistryStore store = store()) {
      try (Watched broken = new Watched(store)) {
        broken.fails = true;
        Leader replica = Leader.over(store, broken);

        assertThatThrownBy(() -> replica.apply(FIRST, entry))
            .isInstanceOfSatisfying(
                ReplicaHalted.class,
                halted -> assertThat(halted.reason()).isEqualTo(Sentinel.STORE_UNAVAILABLE));
        assertThat(store.lastApplied()).isEmpty();
        assertThat(store.keyRing()).isEqualTo(KeyRing.EMPTY);
      }
      try (Watched repaired = new Watched(store)) {
        assertThat(Leader.over(store, repaired).apply(FIRST, entry))
            .isInstanceOf(Applied.Accepted.class);
        assertThat(repaired.appliedIndex()).isEqualTo(1);
      }
    }
  }

  @Test
  void keys_that_were_applied_are_in_the_store_after_any_crash() {
    try (WriterRegistryStore store = store();
        Watched sidecar = new Watched(store)) {
      Leader.over(store, sidecar).apply(FIRST, firstKeys());
      Path image = folder.resolve("image");

      engine.crash(Leader.HOME, image, unsynced -> List.of());

      assertThat(engine.glance(image).orElseThrow().keyRing()).isEqualTo(store.keyRing());
    }
  }

  @Test
  void a_lost_sidecar_is_rebuilt_from_the_store_when_the_replica_is_made() {
    try (WriterRegistryStore store = store()) {
      try (Watched lost = new Watched(store)) {
        Leader.over(store, lost).apply(FIRST, firstKeys());
      }
      try (Watched rebuilt = new Watched(store);
          Logged logged = Logged.by(KeyCopying.class)) {
        Leader replica = Leader.over(store, rebuilt);

        assertThat(logged.lines())
            .containsExactly(
                "WARN The sidecar of n1 in group %s, with its store at 1, was missing: it is rebuilt."
                    .formatted(Leader.CLUSTER));
        assertThat(rebuilt.last).contains(Adoption.REBUILT);
        assertThat(rebuilt.appliedIndex()).isEqualTo(1);
        assertThat(replica.active())
            .allSatisfy(dek -> assertThat(rebuilt.lastSpent(dek)).contains(new LocalEpoch(0)));
      }
    }
  }

  @Test
  void before_the_first_keys_there_is_no_sidecar_whoever_registered() {
    LogEntry registration = new WriterRegistration(Leader.registration(new DekId(7), 1, 0));
    try (WriterRegistryStore store = store();
        Watched sidecar = new Watched(store)) {
      Leader.over(store, sidecar).apply(FIRST, registration);

      Leader.over(store, sidecar);

      assertThat(store.lastApplied()).contains(FIRST);
      assertThat(sidecar.last).isEmpty();
    }
  }

  @Test
  void keys_that_come_with_a_snapshot_are_in_the_sidecar_too() {
    Path file = folder.resolve("snapshot");
    try (Leader source = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      source.replica().snapshots().write(file);
    }
    try (WriterRegistryStore store = store();
        Watched sidecar = new Watched(store);
        Logged logged = Logged.by(KeyCopying.class)) {
      Leader.over(store, sidecar).replica().snapshots().install(file);

      assertThat(sidecar.appliedIndex()).isEqualTo(1);
      assertThat(logged.lines())
          .as("nothing was lost")
          .containsExactly(
              "INFO The sidecar of n1 in group %s, with its store at 1, is written anew from a snapshot."
                  .formatted(Leader.CLUSTER));
    }
  }

  @Test
  void without_encryption_there_is_no_position_to_tell() {
    try (Leader replica = Leader.withoutEncryption()) {
      assertThat(replica.replica().inspection().sidecarIndex()).isEmpty();
    }
  }

  private WriterRegistryStore store() {
    return engine.open(new StoreLocation(Leader.HOME, Leader.CLUSTER));
  }

  private static LogEntry firstKeys() {
    try (Leader leader = Leader.with(new InMemoryKek(1))) {
      return ((KeyRuling.Append) leader.bootstrap()).entry();
    }
  }

  /** Remembers where the store stood when it was last shown keys, and fails when told to. */
  private static final class Watched extends ForwardingSidecar {
    private final WriterRegistryStore store;
    private Optional<LogPosition> positionOfStore = Optional.empty();
    private Optional<Adoption> last = Optional.empty();
    private boolean fails;

    Watched(WriterRegistryStore store) {
      super(Leader.emptySidecar());
      this.store = store;
    }

    @Override
    public Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
      if (fails) {
        throw new StorageUnavailable("Injected.");
      }
      positionOfStore = store.lastApplied();
      Adoption adoption = super.adopt(ring, index, rows);
      last = Optional.of(adoption);
      return adoption;
    }
  }
}
