// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.example;

import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.GenerationEngine;
import io.pawl.ports.storage.GenerationStore;
import io.pawl.ports.storage.StoreOwner;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the registry in memory, and in one sorted file that every sync writes anew. */
public final class SortedFileEngine implements StorageEngine {

  @Override
  public String name() {
    return SortedFiles.NAME;
  }

  @Override
  public WriterRegistryStore open(StoreLocation location) {
    return GenerationStore.open(generations(location.cluster()), location);
  }

  @Override
  public Optional<Glance> glance(Path home) {
    return StoreOwner.isHome(home)
        ? GenerationStore.glance(generations(StoreOwner.of(home).cluster()), home)
        : Optional.empty();
  }

  /** The engine without the store around it, for whoever puts something in between. */
  public static GenerationEngine generations(ClusterId cluster) {
    return new SortedFiles(cluster);
  }
}
