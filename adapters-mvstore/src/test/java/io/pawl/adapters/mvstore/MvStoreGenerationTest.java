// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  private static final Deeds DEEDS = new Deeds(300, 10);

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
    Generation generation = MvStoreGeneration.open(file);
    write(generation, 1, index);
    return generation;
  }

  @Test
  void a_write_the_device_refuses_fails_and_leaves_nothing_of_the_batch() throws IOException {
    LossyFile device = made();
    FailingFile file = new FailingFile(device);
    Generation generation = filled(file, 5);

    file.failWrites();
    assertThatThrownBy(() -> write(generation, 6, 6)).isInstanceOf(StorageUnavailable.class);
    file.recover();
    generation.close();

    assertThat(file.isClosed()).isTrue();
    expectState(device, 5);
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

    assertThatThrownBy(() -> MvStoreGeneration.open(file)).isInstanceOf(StorageUnavailable.class);

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

      assertThatThrownBy(() -> MvStoreGeneration.open(file))
          .as("read %s", read)
          .isInstanceOf(StorageUnavailable.class);

      assertThat(file.isClosed()).isTrue();
    }
    expectState(device, 20);
  }

  private static int readsToOpen(RawFile device) throws IOException {
    FailingFile file = new FailingFile(device);
    MvStoreGeneration.open(file).close();
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
    Generation generation = filled(made(), 30);
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
    Generation generation = MvStoreGeneration.open(device);
    assertThat(generation.lastApplied()).contains(Deeds.position(index));
    assertThat(Deeds.allOf(generation)).isEqualTo(DEEDS.stateAt(index));
    generation.close();
  }
}
