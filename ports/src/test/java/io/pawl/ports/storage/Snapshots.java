// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;

/** Snapshots of stores that were made for nothing else. */
final class Snapshots {
  private Snapshots() {}

  static Path at(int index, Path folder) {
    Path snapshot = folder.resolve("snapshot-" + index);
    Path home = folder.resolve("source-" + index);
    try (WriterRegistryStore store = GenerationStore.open(WatchedEngine.sound(), Places.in(home))) {
      Places.commit(store, index);
      store.writeSnapshot(snapshot);
    }
    return snapshot;
  }
}
