// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static io.pawl.ports.storage.Places.in;
import static io.pawl.ports.storage.Places.rowsAt;
import static io.pawl.ports.storage.Places.rowsIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody wants a thread to end; that is nothing the store it uses has to suffer from. */
final class InterruptedThreadTest {
  @TempDir private Path folder;

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void a_store_lives_its_whole_life_on_an_interrupted_thread() {
    Path snapshot = Snapshots.at(9, folder);

    Thread.currentThread().interrupt();
    WriterRegistryStore store = open();
    Places.commit(store, 1);
    store.sync();
    store.writeSnapshot(folder.resolve("snapshot"));
    assertThat(store.installSnapshot(snapshot)).isInstanceOf(Installed.class);
    store.close();

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    try (WriterRegistryStore reopened = open()) {
      assertThat(rowsIn(reopened)).isEqualTo(rowsAt(9));
    }
  }

  private WriterRegistryStore open() {
    return GenerationStore.open(WatchedEngine.sound(), in(folder.resolve("home")));
  }
}
