// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one file there is, and what can be wrong with it though every block of it is intact. */
final class MvStoreFilesTest {
  private static final Deeds DEEDS = new Deeds(1000, 10);

  @TempDir private Path home;

  @Test
  void a_generation_is_one_file() throws IOException {
    Path file = DEEDS.closedStore(home, 3);

    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_file_that_is_missing_is_lost() throws IOException {
    Files.delete(DEEDS.closedStore(home, 3));

    expectCorrupted().hasMessageContaining("is missing");
  }

  @Test
  void a_file_that_is_empty_is_damaged_and_not_new() throws IOException {
    Files.write(DEEDS.closedStore(home, 3), new byte[0]);

    expectCorrupted().hasMessageContaining("is empty");
  }

  @Test
  void a_file_of_nothing_but_a_header_is_damaged_and_not_new() throws IOException {
    Path file = DEEDS.closedStore(home, 3);
    try (CheckedBlocks blocks = CheckedBlocks.over(UninterruptibleFile.open(file))) {
      blocks.truncate(2 * CheckedBlocks.BLOCK);
    }

    expectCorrupted().hasMessageContaining("no state");
  }

  @Test
  void a_file_that_a_crash_left_half_made_is_made_again() throws IOException {
    try (WriterRegistryStore store = Deeds.open(home)) {
      assertThat(store.lastApplied()).isEmpty();
    }
    Path file = Deeds.fileIn(home);
    Files.move(file, file.resolveSibling(file.getFileName() + ".new"));

    try (WriterRegistryStore store = Deeds.open(home)) {
      DEEDS.commit(store, 1, 3);
      assertThat(Deeds.allOf(store)).isEqualTo(DEEDS.stateAt(3));
    }
  }

  @Test
  void an_older_state_of_the_same_file_is_found_out() throws IOException {
    Path older = home.resolveSibling("older");
    Files.copy(DEEDS.closedStore(home, 3), older, StandardCopyOption.REPLACE_EXISTING);
    try (WriterRegistryStore store = Deeds.open(home)) {
      DEEDS.commit(store, 4, 4);
    }
    Files.copy(older, Deeds.fileIn(home), StandardCopyOption.REPLACE_EXISTING);

    expectCorrupted().hasMessageContaining("was durable");
  }

  @Test
  void a_row_that_changed_without_the_record_is_found_out() throws IOException {
    StoredRow row = DEEDS.stateAt(200).get(7);
    WriterRow other =
        new WriterRow(
            row.row().owner(),
            row.row().firstSeen(),
            row.row().lastSeen(),
            new Incarnation.Drawn(7, 7));
    tamper(file -> file.rows().put(RowKeyType.pack(row.key()), other));

    expectCorrupted().hasMessageContaining("which are not the");
  }

  @Test
  void a_row_that_is_gone_without_the_record_is_found_out() throws IOException {
    tamper(file -> file.rows().remove(RowKeyType.pack(DEEDS.stateAt(200).get(7).key())));

    expectCorrupted().hasMessageContaining("which are not the");
  }

  @Test
  void a_row_at_another_slot_than_its_owners_is_found_out() throws IOException {
    tamper(file -> file.rows().put(0x1_FFFFL, DEEDS.stateAt(200).get(7).row()));

    expectCorrupted().hasMessageContaining("stands at key");
  }

  @Test
  void a_separator_that_hides_a_row_from_lookups_is_found_out() throws IOException {
    Path file = new Deeds(1000, 1000).closedStore(home, 1);
    Forgery.shiftFirstSeparator(file);

    expectCorrupted().hasMessageContaining("is not where it is sought");
  }

  @Test
  void what_is_found_damaged_stays_as_it_is() throws IOException {
    a_row_that_is_gone_without_the_record_is_found_out();
    byte[] evidence = Files.readAllBytes(Deeds.fileIn(home));

    expectCorrupted();

    assertThat(Files.readAllBytes(Deeds.fileIn(home))).isEqualTo(evidence);
  }

  /** Commits a change to a store of 200 commits past everything that keeps account of it. */
  private void tamper(Consumer<MvStoreFile> change) throws IOException {
    MvStoreFile file =
        MvStoreFile.open(
            UninterruptibleFile.open(DEEDS.closedStore(home, 200)),
            GroupLimits.DEFAULT,
            new MvStoreFailures());
    change.accept(file);
    file.close();
  }

  private AbstractThrowableAssert<?, ?> expectCorrupted() {
    return assertThatThrownBy(() -> Deeds.open(home)).isInstanceOf(StorageCorrupted.class);
  }
}
