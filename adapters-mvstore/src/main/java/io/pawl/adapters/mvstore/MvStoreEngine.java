// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.GenerationStore;
import java.nio.file.Path;
import java.util.Optional;

/** Opens stores on the H2 MVStore. */
public final class MvStoreEngine implements StorageEngine {
  static final String NAME = "mvstore";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public WriterRegistryStore open(StoreLocation location) {
    return GenerationStore.open(new MvStoreGenerations(), location);
  }

  @Override
  public Optional<Glance> glance(Path home) {
    return GenerationStore.glance(new MvStoreGenerations(), home);
  }
}
