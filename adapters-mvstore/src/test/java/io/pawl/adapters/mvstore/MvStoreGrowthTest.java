// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file grows with the rows and not with the commits. */
final class MvStoreGrowthTest {
  /** Every write is a group of its own. */
  private static final GroupLimits EACH_ALONE = new GroupLimits(Integer.MAX_VALUE, 1);

  @TempDir private Path folder;

  /** No sync comes to free anything: only what is younger than the first sync is used again. */
  @Test
  void writes_over_few_rows_do_not_make_the_file_grow() throws IOException {
    Deeds deeds = new Deeds(100, 1);
    Path file = folder.resolve("rows");
    MvStoreFile.make(UninterruptibleFile.open(file));
    Generation generation = MvStoreGeneration.open(UninterruptibleFile.open(file), EACH_ALONE);
    for (int index = 1; index <= 20_000; index++) {
      generation.write(Deeds.position(index), deeds.at(index));

      assertThat(Files.size(file)).as("at %s", index).isLessThan(200_000);
    }
    Path image = folder.resolve("image");
    Files.copy(file, image);
    Generation crashed =
        MvStoreGeneration.open(UninterruptibleFile.open(image), GroupLimits.DEFAULT);
    assertThat(crashed.lastApplied()).contains(Deeds.position(20_000));
    assertThat(Deeds.allOf(crashed)).isEqualTo(deeds.stateAt(20_000));
    crashed.close();
    generation.close();
  }

  /**
   * Commits that touch few rows of many leave chunks behind that live in one page only. They are
   * written anew before they are most of the file: without that it would be of 16 MB here.
   */
  @Test
  void scattered_commits_do_not_fill_the_file_with_sparse_chunks() throws IOException {
    Deeds deeds = new Deeds(20_000, 1);
    Path home = folder.resolve("home");
    try (WriterRegistryStore store = Deeds.open(home)) {
      for (int index = 0; index < 15_000; index += 1000) {
        deeds.commit(store, index + 1, index + 1000);
        store.sync();

        assertThat(Files.size(Deeds.fileIn(home))).as("at %s", index).isLessThan(8_000_000);
      }
      expectCrashImage(deeds, home, 15_000);
    }
  }

  private void expectCrashImage(Deeds deeds, Path home, int index) throws IOException {
    Path image = folder.resolve("image");
    Files.createDirectories(Deeds.fileIn(image).getParent());
    Files.copy(Deeds.fileIn(home), Deeds.fileIn(image));
    Files.copy(home.resolve("pawl.store"), image.resolve("pawl.store"));
    try (WriterRegistryStore crashed = Deeds.open(image)) {
      assertThat(crashed.lastApplied()).contains(Deeds.position(index));
      assertThat(Deeds.allOf(crashed)).isEqualTo(deeds.stateAt(index));
    }
  }
}
