// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file grows with the rows and not with the commits. */
final class MvStoreGrowthTest {
  @TempDir private Path folder;

  /** No sync comes to free anything: only what is younger than the first sync is used again. */
  @Test
  void commits_over_few_rows_do_not_make_the_file_grow() throws IOException {
    Deeds deeds = new Deeds(100, 1);
    Path home = folder.resolve("home");
    try (WriterRegistryStore store = Deeds.open(home)) {
      for (int index = 0; index < 20_000; index += 1000) {
        deeds.commit(store, index + 1, index + 1000);

        assertThat(Files.size(Deeds.fileIn(home))).as("at %s", index).isLessThan(200_000);
      }
      expectCrashImage(deeds, home, 20_000);
    }
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
