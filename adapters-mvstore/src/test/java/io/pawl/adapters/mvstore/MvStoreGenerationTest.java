// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of failures, interrupts and readers. */
final class MvStoreGenerationTest {
  private static final int ROWS_PER_WRITE = 10;
  private static final Deeds DEEDS = new Deeds(300, ROWS_PER_WRITE);

  private static LossyFile made() throws IOException {
    LossyFile file = new LossyFile(new byte[0]);
    MvStoreFile.make(file);
    return file;
  }

  private static void write(Generation generation, int from, int to) {
    for (int index = from; index <= to; index++) {
      generation.write(Deeds.position(index), DEEDS.at(index));
    }
  }

  private static Generation filled(RawFile file, int index) throws IOException {
    Generation generation = MvStoreGeneration.open(file, GroupLimits.DEFAULT);
    write(generation, 1, index);
    return generation;
  }

  @Test
  void a_write_the_device_refuses_fails_and_leaves_nothing_of_the_group() throws IOException {
    LossyFile device = made();
    FailingFile file = new FailingFile(device);
    Generation generation = MvStoreGeneration.open(file, groupsOf(5));
    write(generation, 1, 9);

    file.failWrites();
    assertThatThrownBy(() -> write(generation, 10, 10)).isInstanceOf(StorageUnavailable.class);
    file.recover();
    generation.close();

    assertThat(file.isClosed()).isTrue();
    expectState(device, 5);
  }

  @Test
  void a_write_reaches_the_file_when_its_group_is_full() throws IOException {
    LossyFile device = made();
    Generation generation = MvStoreGeneration.open(device, groupsOf(5));
    write(generation, 1, 4);
    expectState(new LossyFile(device.content()), 0);

    write(generation, 5, 6);

    expectState(new LossyFile(device.content()), 5);
    generation.close();
    expectState(device, 6);
  }

  /** Rows that are put again do not make a group longer; those a view has moved still count. */
  @Test
  void a_group_is_full_when_it_has_too_many_rows() throws IOException {
    LossyFile device = made();
    GroupLimits limits = new GroupLimits(4 * ROWS_PER_WRITE, Integer.MAX_VALUE);
    Generation generation = MvStoreGeneration.open(device, limits);
    for (int index = 1; index <= 50; index++) {
      generation.write(Deeds.position(index), DEEDS.at(1));
    }
    generation.view().close();
    for (int index = 51; index <= 52; index++) {
      generation.write(Deeds.position(index), DEEDS.at(index));
    }
    expectState(new LossyFile(device.content()), 0);

    generation.write(Deeds.position(53), DEEDS.at(53));

    expectFound(new LossyFile(device.content()), 53);
    generation.close();
  }

  @Test
  void a_row_is_found_wherever_it_is() throws IOException {
    Generation generation = MvStoreGeneration.open(made(), groupsOf(4));
    for (int index = 1; index <= 60; index++) {
      write(generation, index, index);
      if (index % 7 == 0) {
        generation.view().close();
      }

      for (StoredRow stored : DEEDS.stateAt(index)) {
        assertThat(generation.find(stored.key())).contains(stored.row());
      }
    }
    generation.close();
  }

  @Test
  void a_write_without_changes_is_part_of_what_a_sync_makes_durable() throws IOException {
    LossyFile device = made();
    Generation generation = filled(device, 5);
    generation.sync();
    generation.write(Deeds.position(6), List.of());

    generation.sync();

    expectFound(new LossyFile(device.content()), 6);
    generation.close();
  }

  private static void expectFound(RawFile device, int index) throws IOException {
    Generation crashed = MvStoreGeneration.open(device, GroupLimits.DEFAULT);
    assertThat(crashed.lastApplied()).contains(Deeds.position(index));
    crashed.close();
  }

  /** So many writes of these deeds fill a group. */
  private static GroupLimits groupsOf(int writes) {
    return new GroupLimits(Integer.MAX_VALUE, writes * (1 + ROWS_PER_WRITE));
  }

  /** A sync that waits for its turn comes after the write that failed. */
  @Test
  void half_a_write_gets_neither_into_the_file_nor_before_a_reader() throws IOException {
    LossyFile device = made();
    Generation generation = filled(device, 5);
    List<Change> failing = new ArrayList<>(DEEDS.at(6));
    failing.set(ROWS_PER_WRITE - 1, null);

    assertThatThrownBy(() -> generation.write(Deeds.position(6), failing))
        .isInstanceOf(NullPointerException.class);

    assertThatThrownBy(generation::sync).isInstanceOf(StorageUnavailable.class);
    assertThatThrownBy(generation::view).isInstanceOf(StorageUnavailable.class);
    generation.close();
    expectState(device, 0);
  }

  @Test
  void a_sync_the_device_refuses_fails() throws IOException {
    FailingFile file = new FailingFile(made());
    Generation generation = filled(file, 5);
    file.failSyncs();

    assertThatThrownBy(generation::sync).isInstanceOf(StorageUnavailable.class);

    generation.close();
    assertThat(file.isClosed()).isTrue();
  }

  @Test
  void a_device_that_cannot_be_read_is_not_a_damaged_file() throws IOException {
    FailingFile file = new FailingFile(made()).failReadNumber(0);

    assertThatThrownBy(() -> MvStoreGeneration.open(file, GroupLimits.DEFAULT))
        .isInstanceOf(StorageUnavailable.class);

    assertThat(file.isClosed()).isTrue();
  }

  /** MVStore takes what it cannot read for what is not there. */
  @Test
  void a_read_that_fails_while_the_newest_chunk_is_sought_does_not_make_an_older_one_the_newest()
      throws IOException {
    LossyFile device = made();
    filled(device, 20).close();
    int reads = readsToOpen(device);
    for (int read = 0; read < reads; read++) {
      FailingFile file = new FailingFile(device).failReadNumber(read);

      assertThatThrownBy(() -> MvStoreGeneration.open(file, GroupLimits.DEFAULT))
          .as("read %s", read)
          .isInstanceOf(StorageUnavailable.class);

      assertThat(file.isClosed()).isTrue();
    }
    expectState(device, 20);
  }

  private static int readsToOpen(RawFile device) throws IOException {
    FailingFile file = new FailingFile(device);
    MvStoreGeneration.open(file, GroupLimits.DEFAULT).close();
    return file.reads();
  }

  @Test
  void an_interrupted_thread_reads_and_writes_like_any_other(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("rows");
    MvStoreFile.make(UninterruptibleFile.open(file));
    Thread.currentThread().interrupt();
    try {
      Generation generation = filled(UninterruptibleFile.open(file), 200);
      generation.sync();

      assertThat(Deeds.allOf(generation)).isEqualTo(DEEDS.stateAt(200));
      generation.close();
      expectState(UninterruptibleFile.open(file), 200);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void a_view_stands_still_while_everything_under_it_is_replaced() throws IOException {
    Generation generation = MvStoreGeneration.open(made(), groupsOf(3));
    write(generation, 1, 30);
    try (Generation.View view = generation.view()) {
      List<StoredRow> before = stateOf(view);
      for (int index = 31; index <= 600; index += 10) {
        write(generation, index, index + 9);
        generation.sync();
      }

      assertThat(stateOf(view)).isEqualTo(before).isEqualTo(DEEDS.stateAt(30));
      assertThat(view.rowCount()).isEqualTo(before.size());
      assertThat(view.lastApplied()).contains(Deeds.position(30));
    }
    generation.close();
  }

  @Test
  void no_thread_of_mvstores_runs() throws IOException {
    List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
    Generation generation = filled(made(), 50);

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .noneMatch(
            thread -> thread.getName().contains("MVStore") || thread.getName().contains("H2"));

    generation.close();
  }

  private static List<StoredRow> stateOf(Generation.View view) {
    List<StoredRow> rows = new ArrayList<>();
    view.scanAll(rows::add);
    return rows;
  }

  private static void expectState(RawFile device, int index) throws IOException {
    Generation generation = MvStoreGeneration.open(device, GroupLimits.DEFAULT);
    assertThat(generation.lastApplied().map(LogPosition::index).orElse(0L)).isEqualTo(index);
    assertThat(Deeds.allOf(generation)).isEqualTo(DEEDS.stateAt(index));
    generation.close();
  }
}
