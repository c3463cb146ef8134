// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static io.pawl.ports.storage.Places.in;
import static io.pawl.ports.storage.Places.rowsAt;
import static io.pawl.ports.storage.Places.rowsIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.WatchedEngine.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What a visitor of a scan may do with the store it visits. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class GenerationStoreVisitorTest {
  @TempDir private Path folder;

  private final CountDownLatch installing = new CountDownLatch(1);
  private final CountDownLatch mayInstall = new CountDownLatch(1);

  @Test
  void a_visitor_can_neither_commit_nor_install_nor_close() {
    Path snapshot = Snapshots.at(9, folder);
    try (WriterRegistryStore store =
        GenerationStore.open(WatchedEngine.sound(), in(folder.resolve("home")))) {
      Places.commit(store, 1);

      store.scanAll(row -> changesOf(store, snapshot).forEach(this::expectRefused));

      assertThat(rowsIn(store)).isEqualTo(rowsAt(1));
      assertThat(folder.resolve("home").resolve("generation-2")).doesNotExist();
    }
  }

  /** An installer makes everybody else who changes the store wait, and waits for the visitor. */
  @Test
  void a_visitor_is_refused_at_once_also_while_somebody_installs() {
    WatchedEngine engine = new WatchedEngine(this::holdUpInstall);
    Path snapshot = Snapshots.at(9, folder);
    try (WriterRegistryStore store = GenerationStore.open(engine, in(folder.resolve("home")))) {
      Places.commit(store, 1);

      CompletableFuture<InstallOutcome> install =
          CompletableFuture.supplyAsync(() -> store.installSnapshot(snapshot));
      await(installing);
      store.scanAll(row -> changesOf(store, snapshot).forEach(this::expectRefused));
      mayInstall.countDown();

      assertThat(install.join()).isInstanceOf(Installed.class);
      assertThat(rowsIn(store)).isEqualTo(rowsAt(9));
    }
  }

  @Test
  void a_visitor_may_read_sync_and_take_a_snapshot() {
    try (WriterRegistryStore store =
        GenerationStore.open(WatchedEngine.sound(), in(folder.resolve("home")))) {
      Places.commit(store, 1);

      store.scanAll(
          row -> {
            assertThat(store.find(row.key())).contains(row.row());
            assertThat(rowsIn(store)).containsExactly(row);
            assertThatCode(store::sync).doesNotThrowAnyException();
            assertThat(store.writeSnapshot(folder.resolve("snapshot"))).isEqualTo(Places.at(1));
          });
    }
  }

  @Test
  void what_a_visitor_throws_is_not_a_failure_of_the_store() {
    try (WriterRegistryStore store =
        GenerationStore.open(WatchedEngine.sound(), in(folder.resolve("home")))) {
      Places.commit(store, 1);

      assertThatThrownBy(
              () ->
                  store.scanAll(
                      row -> {
                        throw new IllegalArgumentException("The visitor has seen enough.");
                      }))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(rowsIn(store)).isEqualTo(rowsAt(1));
    }
  }

  @Test
  void a_fault_of_another_store_in_a_visitor_is_not_one_of_the_visited_store() {
    WatchedEngine broken =
        new WatchedEngine(
            operation -> {
              if (operation.name().equals("find")) {
                throw WatchedEngine.injected(operation);
              }
            });
    try (WriterRegistryStore store =
            GenerationStore.open(WatchedEngine.sound(), in(folder.resolve("home")));
        WriterRegistryStore other = GenerationStore.open(broken, in(folder.resolve("other")))) {
      Places.commit(store, 1);

      assertThatThrownBy(() -> store.scanAll(row -> other.find(row.key())))
          .isInstanceOf(StorageUnavailable.class);
      assertThatThrownBy(() -> store.scan(Places.DEK, row -> other.find(row.key())))
          .isInstanceOf(StorageUnavailable.class);

      assertThat(rowsIn(store)).isEqualTo(rowsAt(1));
    }
  }

  private static List<ThrowingCallable> changesOf(WriterRegistryStore store, Path snapshot) {
    return List.of(
        () -> Places.commit(store, 2), () -> store.installSnapshot(snapshot), store::close);
  }

  private void expectRefused(ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("visitor");
  }

  private void holdUpInstall(Operation operation) {
    if (operation.equals(new Operation("sync", "generation-2"))) {
      installing.countDown();
      await(mayInstall);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
