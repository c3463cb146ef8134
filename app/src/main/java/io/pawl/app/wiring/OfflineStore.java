// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.StoreOwner;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The store of a node that does not run, whatever engine wrote it. Held exclusively. */
public final class OfflineStore implements AutoCloseable {
  private final StoreOwner owner;
  private final WriterRegistryStore store;

  private OfflineStore(StoreOwner owner, WriterRegistryStore store) {
    this.owner = owner;
    this.store = store;
  }

  /**
   * Opens the store at a path: its own folder, or the data folder of a node, and then the store of
   * a group.
   */
  public static OfflineStore open(Path path, int group) {
    Path home = StoreOwner.isHome(path) ? path : new DataFolder(path).store(group);
    StoreOwner owner = StoreOwner.of(home);
    return new OfflineStore(
        owner,
        StorageEngines.installed()
            .named(owner.engine())
            .open(new StoreLocation(home, owner.cluster())));
  }

  public String engine() {
    return owner.engine();
  }

  public String cluster() {
    return owner.cluster().toString();
  }

  /** Where the last applied entry stands; empty before the first. */
  public Optional<LogPosition> lastApplied() {
    return store.lastApplied();
  }

  /** What the node knows of the cluster's keys. */
  public KeyRing keyRing() {
    return store.keyRing();
  }

  /** Shows every row in key order. */
  public void rows(Consumer<StoredRow> visitor) {
    store.scanAll(visitor);
  }

  @Override
  public void close() {
    store.close();
  }
}
