// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static io.pawl.ports.storage.Places.in;
import static io.pawl.ports.storage.Places.rowsAt;
import static io.pawl.ports.storage.Places.rowsIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.InstallOutcome.Refused;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots replace everything or nothing. */
final class SnapshotInstallTest {
  @TempDir private Path folder;

  private WriterRegistryStore open() {
    return GenerationStore.open(WatchedEngine.sound(), in(folder.resolve("home")));
  }

  @Test
  void a_snapshot_with_any_byte_changed_is_refused_and_changes_nothing() throws IOException {
    byte[] whole = Files.readAllBytes(Snapshots.at(3, folder));
    try (WriterRegistryStore store = open()) {
      Places.commit(store, 2);
      for (int i = 0; i < whole.length; i++) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) (1 << i % 8);
        expectRefused(store, damaged, "byte " + i);
      }
    }
  }

  @Test
  void a_snapshot_of_any_other_length_is_refused_and_changes_nothing() throws IOException {
    byte[] whole = Files.readAllBytes(Snapshots.at(3, folder));
    try (WriterRegistryStore store = open()) {
      Places.commit(store, 2);
      for (int length = 0; length <= whole.length + 5; length++) {
        if (length != whole.length) {
          expectRefused(store, Arrays.copyOf(whole, length), "length " + length);
        }
      }
    }
  }

  private void expectRefused(WriterRegistryStore store, byte[] damaged, String where)
      throws IOException {
    Path file = Files.write(folder.resolve("damaged"), damaged);

    assertThat(store.installSnapshot(file)).as(where).isInstanceOf(Refused.class);

    assertThat(rowsIn(store)).as(where).isEqualTo(rowsAt(2));
    assertThat(store.lastApplied()).as(where).contains(Places.at(2));
  }

  @Test
  void a_snapshot_without_rows_empties_the_store() {
    Path snapshot = folder.resolve("snapshot");
    try (WriterRegistryStore source =
        GenerationStore.open(WatchedEngine.sound(), in(folder.resolve("source")))) {
      source.commit(Places.at(5), List.of());
      source.writeSnapshot(snapshot);
    }
    try (WriterRegistryStore store = open()) {
      Places.commit(store, 2);

      assertThat(store.installSnapshot(snapshot)).isEqualTo(new Installed(Places.at(5)));

      assertThat(rowsIn(store)).isEmpty();
    }
    try (WriterRegistryStore store = open()) {
      assertThat(store.lastApplied()).contains(Places.at(5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4095, 4096, 4097, 8192})
  void a_snapshot_of_many_rows_arrives_whole(int rows) {
    Path snapshot = Snapshots.at(rows, folder);
    try (WriterRegistryStore store = open()) {
      assertThat(store.installSnapshot(snapshot)).isEqualTo(new Installed(Places.at(rows)));
    }
    try (WriterRegistryStore store = open()) {
      assertThat(rowsIn(store)).isEqualTo(rowsAt(rows));
    }
  }

  @Test
  void a_snapshot_that_is_not_there_changes_nothing() {
    try (WriterRegistryStore store = open()) {
      Places.commit(store, 2);

      assertThatThrownBy(() -> store.installSnapshot(folder.resolve("missing")))
          .isInstanceOf(StorageUnavailable.class);

      Places.commit(store, 3);
      assertThat(rowsIn(store)).isEqualTo(rowsAt(3));
    }
  }

  @Test
  void an_installed_snapshot_can_be_replaced_by_the_next() {
    try (WriterRegistryStore store = open()) {
      for (int index = 3; index <= 6; index++) {
        store.installSnapshot(Snapshots.at(index, folder));
        assertThat(rowsIn(store)).isEqualTo(rowsAt(index));
      }
    }
    assertThat(folder.resolve("home").resolve("generation-5")).exists();
    assertThat(folder.resolve("home"))
        .isDirectoryNotContaining(file -> file.endsWith("generation-4"));
  }
}
