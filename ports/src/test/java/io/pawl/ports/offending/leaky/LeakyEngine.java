// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.offending.leaky;

import com.google.common.collect.ImmutableList;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.Optional;

/** Shows a type of a library. */
public final class LeakyEngine implements StorageEngine {
  @Override
  public String name() {
    return "leaky";
  }

  @Override
  public WriterRegistryStore open(StoreLocation location) {
    throw new UnsupportedOperationException("This engine only has a shape.");
  }

  @Override
  public Optional<Glance> glance(Path home) {
    return Optional.empty();
  }

  public ImmutableList<String> tables() {
    return ImmutableList.of();
  }
}
