// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static io.pawl.ports.storage.Places.at;
import static io.pawl.ports.storage.Places.in;
import static io.pawl.ports.storage.Places.rowsAt;
import static io.pawl.ports.storage.Places.rowsIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageFault;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a home says about itself, whatever a crash or a person left in it. */
final class StoreHomeTest {
  private static final String ROWS = "rows.sorted";

  @TempDir private Path folder;
  private Path home = Path.of("home");

  @BeforeEach
  void place() {
    home = folder.resolve("home");
  }

  private WriterRegistryStore open() {
    return GenerationStore.open(WatchedEngine.sound(), in(home));
  }

  private void closedAt(int index) {
    try (WriterRegistryStore store = open()) {
      Places.commit(store, index);
    }
  }

  private void expectStateAt(int index) {
    try (WriterRegistryStore store = open()) {
      assertThat(store.lastApplied()).contains(at(index));
      assertThat(rowsIn(store)).isEqualTo(rowsAt(index));
    }
  }

  private static void expectFault(Sentinel sentinel, ThrowingCallable open) {
    assertThatThrownBy(open)
        .isInstanceOfSatisfying(
            StorageFault.class, fault -> assertThat(fault.sentinel()).isEqualTo(sentinel));
  }

  @Test
  void missing_folders_above_a_home_are_made() {
    home = folder.resolve("as").resolve("deep").resolve("as").resolve("this");

    closedAt(1);

    expectStateAt(1);
  }

  @Test
  void a_descriptor_that_was_still_being_written_does_not_count() throws IOException {
    closedAt(1);
    Files.writeString(home.resolve("pawl.store.new"), "half a descr");

    expectStateAt(1);
  }

  @Test
  void a_crash_before_the_first_descriptor_leaves_a_new_home() throws IOException {
    Files.createDirectories(home);
    Files.createFile(home.resolve("pawl.lock"));
    Files.writeString(home.resolve("pawl.store.new"), "half a descr");

    try (WriterRegistryStore store = open()) {
      assertThat(store.lastApplied()).isEmpty();
    }
  }

  @Test
  void a_crash_between_the_descriptor_and_the_first_files_leaves_a_new_home() throws IOException {
    StoreHome.open(in(home), "sortedfile").close();
    Files.delete(home.resolve("generation-1"));

    try (WriterRegistryStore store = open()) {
      assertThat(store.lastApplied()).isEmpty();
    }
  }

  @Test
  void a_next_generation_that_never_took_over_is_deleted() throws IOException {
    closedAt(1);
    Path next = Files.createDirectory(home.resolve("generation-2"));
    Files.copy(home.resolve("generation-1").resolve(ROWS), next.resolve(ROWS));
    Files.createDirectory(next.resolve("folder"));

    expectStateAt(1);

    assertThat(next).doesNotExist();
  }

  @Test
  void an_old_generation_that_was_not_yet_deleted_is_deleted() throws IOException {
    Path snapshot = Snapshots.at(9, folder);
    closedAt(1);
    Path old = home.resolve("generation-1");
    Path kept = Files.copy(old.resolve(ROWS), folder.resolve("kept"));
    try (WriterRegistryStore store = open()) {
      store.installSnapshot(snapshot);
    }
    Files.createDirectory(old);
    Files.copy(kept, old.resolve(ROWS));

    expectStateAt(9);

    assertThat(old).doesNotExist();
  }

  @Test
  void generations_without_a_descriptor_are_a_store_that_lost_it() throws IOException {
    closedAt(1);
    Files.delete(home.resolve("pawl.store"));

    expectFault(Sentinel.STORE_CORRUPTED, this::open);

    assertThat(home.resolve("generation-1").resolve(ROWS)).exists();
  }

  @Test
  void a_lost_generation_is_not_an_empty_one() throws IOException {
    closedAt(1);
    Files.delete(home.resolve("generation-1").resolve(ROWS));
    Files.delete(home.resolve("generation-1"));

    expectFault(Sentinel.STORE_CORRUPTED, this::open);
  }

  @Test
  void a_generation_from_before_the_last_sync_is_refused() throws IOException {
    closedAt(1);
    Path rows = home.resolve("generation-1").resolve(ROWS);
    Path backup = Files.copy(rows, folder.resolve("backup"));
    closedAt(2);
    Files.copy(backup, rows, StandardCopyOption.REPLACE_EXISTING);
    WatchedEngine engine = WatchedEngine.sound();

    assertThatThrownBy(() -> GenerationStore.open(engine, in(home)))
        .isInstanceOf(StorageCorrupted.class)
        .hasMessageContaining("index 2")
        .hasMessageContaining("index 1");

    assertThat(engine.generationsOpen()).isZero();
    expectFault(Sentinel.STORE_CORRUPTED, this::open);
  }

  @Test
  void a_home_of_another_cluster_is_left_alone() {
    closedAt(1);
    StoreLocation foreign = new StoreLocation(home, Places.OTHER_CLUSTER);

    expectFault(
        Sentinel.STATE_MISMATCH, () -> GenerationStore.open(WatchedEngine.sound(), foreign));

    expectStateAt(1);
  }

  @Test
  void a_home_of_another_engine_is_left_alone() {
    closedAt(1);

    expectFault(Sentinel.STORE_UNSUPPORTED, () -> StoreHome.open(in(home), "another"));

    expectStateAt(1);
  }

  @Test
  void a_file_where_the_home_should_be_is_left_alone() throws IOException {
    Files.writeString(home, "Not a folder.");

    assertThatThrownBy(this::open).isInstanceOf(StorageUnavailable.class);

    assertThat(home).hasContent("Not a folder.");
  }

  @Test
  void what_only_begins_like_a_generation_belongs_to_somebody_else() throws IOException {
    Files.createDirectories(home);
    Path notes = Files.writeString(home.resolve("generation-notes.txt"), "Mine.");

    expectFault(Sentinel.STATE_MISMATCH, this::open);

    assertThat(notes).hasContent("Mine.");
  }

  @Test
  void what_somebody_else_puts_into_a_home_stays_there() throws IOException {
    closedAt(1);
    Path notes = Files.writeString(home.resolve("generation-notes.txt"), "Mine.");

    expectStateAt(1);

    assertThat(notes).hasContent("Mine.");
  }

  @Test
  void a_descriptor_as_large_as_no_descriptor_is_not_read_whole() throws IOException {
    closedAt(1);
    try (var channel = Files.newByteChannel(home.resolve("pawl.store"), StandardOpenOption.WRITE)) {
      channel.position(3L << 30).write(ByteBuffer.allocate(1));
    }

    expectFault(Sentinel.STORE_CORRUPTED, this::open);
  }

  @Test
  void a_descriptor_damaged_anywhere_is_refused_and_left_alone() throws IOException {
    closedAt(1);
    Path descriptor = home.resolve("pawl.store");
    byte[] whole = Files.readAllBytes(descriptor);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x20;
      Files.write(descriptor, damaged);

      expectFault(Sentinel.STORE_CORRUPTED, this::open);

      assertThat(descriptor).hasBinaryContent(damaged);
    }
    Files.write(descriptor, whole);
    expectStateAt(1);
  }
}
