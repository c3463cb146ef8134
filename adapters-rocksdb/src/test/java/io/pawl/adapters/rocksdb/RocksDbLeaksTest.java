// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Longs;
import io.pawl.domain.key.DekId;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What RocksDB holds outside the heap is let go, which no garbage collector would do. Counted by
 * what the operating system sees of this process.
 */
@EnabledOnOs(OS.LINUX)
final class RocksDbLeaksTest {
  private static final int WARM_UP = 20;
  private static final int OPENINGS = 200;
  private static final int GROWTH_KIB_MAX = OPENINGS * 100;
  private static final Path PROCESS = Path.of("/proc/self");

  @TempDir Path home;

  @Test
  void opening_using_and_closing_leaves_nothing_behind() throws IOException {
    TestRows.closedStore(home, 5);

    expectNothingLeftBy(
        () -> {
          try (WriterRegistryStore store = TestRows.open(home)) {
            store.find(TestRows.row(1).key());
            store.scan(new DekId(1), row -> {});
            store.sync();
          }
        });
  }

  @Test
  void an_opening_that_fails_leaves_nothing_behind() throws IOException {
    Path generation = TestRows.closedStore(home, 5);
    Files.delete(generation.resolve("CURRENT"));

    expectNothingLeftBy(
        () -> assertThatThrownBy(() -> TestRows.open(home)).isInstanceOf(StorageCorrupted.class));
  }

  @Test
  void an_opening_that_fails_when_the_files_are_open_leaves_nothing_behind() throws IOException {
    Path generation = TestRows.closedStore(home, 5);
    corruptFirstBlock(generation);

    expectNothingLeftBy(
        () -> assertThatThrownBy(() -> TestRows.open(home)).isInstanceOf(StorageCorrupted.class));
  }

  private static void corruptFirstBlock(Path generation) throws IOException {
    try (var tables = Files.newDirectoryStream(generation, "*.sst")) {
      for (Path table : tables) {
        byte[] bytes = Files.readAllBytes(table);
        bytes[1] ^= 1;
        Files.write(table, bytes);
      }
    }
  }

  private static void expectNothingLeftBy(Runnable use) throws IOException {
    repeat(WARM_UP, use);
    long filesBefore = openFiles();
    long threadsBefore = status("Threads:");
    long memoryBefore = status("VmRSS:");

    repeat(OPENINGS, use);

    assertThat(openFiles()).as("open files").isLessThan(filesBefore + WARM_UP);
    assertThat(status("Threads:")).as("threads").isLessThan(threadsBefore + WARM_UP);
    assertThat(status("VmRSS:")).as("KiB").isLessThan(memoryBefore + GROWTH_KIB_MAX);
  }

  private static void repeat(int times, Runnable use) {
    for (int time = 0; time < times; time++) {
      use.run();
    }
  }

  private static long openFiles() throws IOException {
    try (var files = Files.list(PROCESS.resolve("fd"))) {
      return files.count();
    }
  }

  private static long status(String field) throws IOException {
    return Files.readAllLines(PROCESS.resolve("status")).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> Longs.tryParse(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
