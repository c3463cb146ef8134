// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.StorageRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a home within one process; other processes are the business of SigkillContract. */
final class StoreLockTest {
  private static final String NAME = "lock";

  @TempDir private Path home;

  @Test
  void a_held_home_is_refused_until_it_is_let_go() throws IOException {
    StoreLock held = StoreLock.acquire(home, NAME);

    expectLocked(home);
    expectLocked(home);

    held.close();
    StoreLock.acquire(home, NAME).close();
  }

  @Test
  void asking_whether_a_home_is_free_makes_nothing_and_takes_nothing() throws IOException {
    StoreLock.requireFree(home.resolve("missing"), NAME);
    StoreLock.requireFree(home, NAME);
    assertThat(home).isEmptyDirectory();

    try (StoreLock held = StoreLock.acquire(home, NAME)) {
      assertThatThrownBy(() -> StoreLock.requireFree(held.home(), NAME))
          .isInstanceOf(StorageRefused.class);
    }
    StoreLock.requireFree(home, NAME);
    StoreLock.acquire(home, NAME).close();
  }

  @Test
  void a_home_is_the_same_under_every_name() throws IOException {
    Path other = Files.createSymbolicLink(home.resolveSibling(home.getFileName() + "-link"), home);
    try (StoreLock held = StoreLock.acquire(home, NAME)) {
      assertThat(held).isNotNull();
      expectLocked(other);
      expectLocked(home.resolve(".").resolve("..").resolve(String.valueOf(home.getFileName())));
    } finally {
      Files.delete(other);
    }
  }

  @Test
  void a_lock_that_cannot_be_had_is_not_remembered() throws IOException {
    Path obstacle = Files.createDirectory(home.resolve(NAME));
    assertThatThrownBy(() -> StoreLock.acquire(home, NAME)).isInstanceOf(IOException.class);
    Files.delete(obstacle);

    StoreLock.acquire(home, NAME).close();
  }

  /** As a copy of this class in another class loader does, which remembers by itself. */
  @Test
  void a_home_held_elsewhere_in_this_process_is_refused() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                home.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      expectLocked(home);
    }
    StoreLock.acquire(home, NAME).close();
  }

  private static void expectLocked(Path place) {
    assertThatThrownBy(() -> StoreLock.acquire(place, NAME))
        .isInstanceOfSatisfying(
            StorageRefused.class,
            refused -> assertThat(refused.sentinel()).isEqualTo(Sentinel.STORE_LOCKED));
  }
}
