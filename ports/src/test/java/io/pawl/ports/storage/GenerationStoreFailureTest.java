// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static io.pawl.ports.storage.Places.at;
import static io.pawl.ports.storage.Places.in;
import static io.pawl.ports.storage.Places.rowsAt;
import static io.pawl.ports.storage.Places.rowsIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.WatchedEngine.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does when its engine fails, at every operation of a whole life. */
final class GenerationStoreFailureTest {
  private static final int SYNCED = 2;
  private static final int BEFORE_INSTALL = 3;
  private static final int INSTALLED = 9;
  private static final int LAST = 10;

  @TempDir private Path folder;

  @Test
  void whichever_operation_fails_the_next_opener_finds_a_whole_state() throws IOException {
    Path snapshot = Snapshots.at(INSTALLED, folder);
    int operations = 0;
    while (new Life(operations + 1, snapshot).isCutShort()) {
      operations++;
    }
    assertThat(operations).as("operations of a whole life").isGreaterThan(30);
  }

  /** One life of a store, in a home of its own, whose engine fails at the n-th operation. */
  private final class Life {
    private final Path home;
    private final Path snapshot;
    private final Path target;
    private final AtomicReference<@Nullable Operation> failed = new AtomicReference<>();
    private final WatchedEngine engine;
    private boolean synced;

    Life(int n, Path snapshot) {
      AtomicInteger left = new AtomicInteger(n);
      this.home = folder.resolve("home-" + n);
      this.snapshot = snapshot;
      this.target = folder.resolve("target-" + n);
      this.engine =
          new WatchedEngine(
              operation -> {
                if (left.decrementAndGet() == 0) {
                  failed.set(operation);
                  throw WatchedEngine.injected(operation);
                }
              });
    }

    boolean isCutShort() throws IOException {
      live();
      assertThat(engine.generationsOpen()).as("left open after %s", failed).isZero();
      try (var files = Files.list(folder)) {
        assertThat(files).noneMatch(file -> file.toString().endsWith(".new"));
      }
      expectWholeState();
      return failed.get() != null;
    }

    private void live() {
      WriterRegistryStore store;
      try {
        store = GenerationStore.open(engine, in(home));
      } catch (StorageUnavailable e) {
        assertThat(failed.get()).isNotNull();
        return;
      }
      if (!failsIn(store, () -> beforeTheInstall(store))
          && !failsBesideTheState(store, () -> install(store))) {
        failsIn(store, () -> Places.commit(store, LAST));
      }
      close(store);
    }

    private void beforeTheInstall(WriterRegistryStore store) {
      Places.commit(store, 1);
      Places.commit(store, SYNCED);
      store.sync();
      synced = true;
      Places.commit(store, BEFORE_INSTALL);
      store.find(Places.key(1));
      store.scan(Places.DEK, row -> {});
      store.scanAll(row -> {});
      store.lastApplied();
      store.writeSnapshot(target);
    }

    private void install(WriterRegistryStore store) {
      assertThat(store.installSnapshot(snapshot)).isInstanceOf(Installed.class);
    }

    /** A failure of the generation in use ends all use. */
    private boolean failsIn(WriterRegistryStore store, Runnable use) {
      try {
        use.run();
        return false;
      } catch (StorageUnavailable e) {
        expectOnlyCloseIsLeft(store);
        return true;
      }
    }

    /** A failure of the generation that is still being built leaves the store as it is. */
    private boolean failsBesideTheState(WriterRegistryStore store, Runnable use) {
      try {
        use.run();
        return false;
      } catch (StorageUnavailable e) {
        Operation operation = failed.get();
        if (operation != null && operation.folder().equals("generation-2")) {
          assertThat(rowsIn(store)).isEqualTo(rowsAt(BEFORE_INSTALL));
          Places.commit(store, BEFORE_INSTALL + 1);
        } else {
          expectOnlyCloseIsLeft(store);
        }
        return true;
      }
    }

    /** Reports a failure of its own, and lets go in any case. */
    private void close(WriterRegistryStore store) {
      boolean failedBefore = failed.get() != null;
      try {
        store.close();
        assertThat(failed.get() != null).isEqualTo(failedBefore);
      } catch (StorageUnavailable e) {
        assertThat(failedBefore).as("a failure before the close").isFalse();
      }
      assertThatThrownBy(store::lastApplied).isInstanceOf(StorageRefused.class);
    }

    private void expectWholeState() {
      try (WriterRegistryStore store = GenerationStore.open(WatchedEngine.sound(), in(home))) {
        long index = store.lastApplied().map(LogPosition::index).orElse(0L);
        assertThat(index).as("after %s", failed).isGreaterThanOrEqualTo(synced ? SYNCED : 0);
        assertThat(rowsIn(store)).as("after %s", failed).isEqualTo(rowsAt((int) index));
      }
    }
  }

  private void expectOnlyCloseIsLeft(WriterRegistryStore store) {
    Path never = folder.resolve("never");
    List<ThrowingCallable> uses =
        List.of(
            () -> store.find(Places.key(1)),
            () -> store.scan(Places.DEK, row -> {}),
            () -> store.scanAll(row -> {}),
            store::lastApplied,
            () -> store.commit(at(LAST + 1), List.of()),
            store::sync,
            () -> store.writeSnapshot(never),
            () -> store.installSnapshot(never));
    for (ThrowingCallable use : uses) {
      assertThatThrownBy(use)
          .isInstanceOf(StorageUnavailable.class)
          .hasMessageContaining("It failed before");
    }
  }

  @Test
  void an_engine_that_breaks_while_it_opens_leaves_the_home_to_the_next() {
    Path home = folder.resolve("home");
    WatchedEngine broken =
        new WatchedEngine(
            operation -> {
              throw new UnsatisfiedLinkError("Injected: no native library.");
            });

    assertThatThrownBy(() -> GenerationStore.open(broken, in(home)))
        .isInstanceOf(UnsatisfiedLinkError.class);

    try (WriterRegistryStore store = GenerationStore.open(WatchedEngine.sound(), in(home))) {
      assertThat(store.lastApplied()).isEmpty();
    }
  }

  @Test
  void a_write_that_breaks_off_for_no_reason_an_engine_may_have_ends_all_use() {
    WatchedEngine engine =
        new WatchedEngine(
            operation -> {
              if (operation.name().equals("write")) {
                throw new OutOfMemoryError("Injected.");
              }
            });
    try (WriterRegistryStore store = GenerationStore.open(engine, in(folder.resolve("home")))) {
      assertThatThrownBy(() -> Places.commit(store, 1)).isInstanceOf(OutOfMemoryError.class);

      expectOnlyCloseIsLeft(store);
    }
  }

  @Test
  void a_sync_that_breaks_off_for_no_reason_an_engine_may_have_ends_all_use() {
    WatchedEngine engine =
        new WatchedEngine(
            operation -> {
              if (operation.name().equals("sync")) {
                throw new OutOfMemoryError("Injected.");
              }
            });
    try (WriterRegistryStore store = GenerationStore.open(engine, in(folder.resolve("home")))) {
      Places.commit(store, 1);
      assertThatThrownBy(store::sync).isInstanceOf(OutOfMemoryError.class);

      expectOnlyCloseIsLeft(store);
    }
  }

  @Test
  void a_store_that_fails_during_an_install_lets_go_of_what_was_built() throws IOException {
    AtomicReference<@Nullable WriterRegistryStore> asked = new AtomicReference<>();
    WatchedEngine engine =
        new WatchedEngine(operation -> failOldGenerationMeanwhile(operation, asked));
    Path home = folder.resolve("home");
    Path snapshot = Snapshots.at(INSTALLED, folder);
    try (WriterRegistryStore store = GenerationStore.open(engine, in(home))) {
      Places.commit(store, 1);
      asked.set(store);

      assertThatThrownBy(() -> store.installSnapshot(snapshot))
          .isInstanceOf(StorageUnavailable.class)
          .hasMessageContaining("It failed before");

      assertThat(engine.generationsOpen()).isEqualTo(1);
      assertThat(home.resolve("generation-2")).doesNotExist();
    }
    assertThat(engine.generationsOpen()).isZero();
  }

  /** While the next generation is synced, somebody reads the one in use, in vain. */
  private static void failOldGenerationMeanwhile(
      Operation operation, AtomicReference<@Nullable WriterRegistryStore> asked) {
    WriterRegistryStore store = asked.get();
    if (store != null && operation.equals(new Operation("sync", "generation-2"))) {
      assertThatThrownBy(() -> store.find(Places.key(1))).isInstanceOf(StorageUnavailable.class);
    }
    if (operation.name().equals("find")) {
      throw WatchedEngine.injected(operation);
    }
  }

  @Test
  void the_first_failure_of_an_install_is_the_one_that_is_told() throws IOException {
    WatchedEngine engine =
        new WatchedEngine(
            operation -> {
              if (operation.folder().equals("generation-2") && !operation.name().equals("open")) {
                throw WatchedEngine.injected(operation);
              }
            });
    Path home = folder.resolve("home");
    Path snapshot = Snapshots.at(INSTALLED, folder);
    try (WriterRegistryStore store = GenerationStore.open(engine, in(home))) {
      Places.commit(store, 1);

      assertThatThrownBy(() -> store.installSnapshot(snapshot))
          .isInstanceOf(StorageUnavailable.class)
          .hasMessageContaining("write")
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed()).singleElement().asString().contains("close"));

      assertThat(home.resolve("generation-2")).doesNotExist();
      assertThat(rowsIn(store)).isEqualTo(rowsAt(1));
    }
  }

  @Test
  void a_switch_that_fails_ends_all_use_and_either_state_is_whole() throws IOException {
    WatchedEngine engine = WatchedEngine.sound();
    Path home = folder.resolve("home");
    Path snapshot = Snapshots.at(INSTALLED, folder);
    try (WriterRegistryStore store = GenerationStore.open(engine, in(home))) {
      Places.commit(store, 1);
      store.sync();
      obstructDescriptor(home);

      assertThatThrownBy(() -> store.installSnapshot(snapshot))
          .isInstanceOf(StorageUnavailable.class);

      expectOnlyCloseIsLeft(store);
      assertThat(home.resolve("generation-2"))
          .as("what the descriptor on disk may count on by now")
          .exists();
    }
    assertThat(engine.generationsOpen()).isZero();
    removeObstruction(home);
    try (WriterRegistryStore store = GenerationStore.open(engine, in(home))) {
      assertThat(rowsIn(store)).isEqualTo(rowsAt(1));
    }
  }

  @Test
  void a_sync_that_cannot_record_the_floor_has_failed() throws IOException {
    Path home = folder.resolve("home");
    try (WriterRegistryStore store = GenerationStore.open(WatchedEngine.sound(), in(home))) {
      Places.commit(store, 1);
      obstructDescriptor(home);

      assertThatThrownBy(store::sync).isInstanceOf(StorageUnavailable.class);

      expectOnlyCloseIsLeft(store);
    }
  }

  /** No file can be made where a folder with something in it stands. */
  private static void obstructDescriptor(Path home) throws IOException {
    Files.createDirectories(home.resolve("pawl.store.new").resolve("obstacle"));
  }

  private static void removeObstruction(Path home) throws IOException {
    Files.delete(home.resolve("pawl.store.new").resolve("obstacle"));
    Files.delete(home.resolve("pawl.store.new"));
  }
}
