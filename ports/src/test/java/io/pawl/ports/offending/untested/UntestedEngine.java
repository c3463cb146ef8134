// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.offending.untested;

import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.Optional;

/** Has no test beside it. */
public final class UntestedEngine implements StorageEngine {
  @Override
  public String name() {
    return "untested";
  }

  @Override
  public WriterRegistryStore open(StoreLocation location) {
    throw new UnsupportedOperationException("This engine only has a shape.");
  }

  @Override
  public Optional<Glance> glance(Path home) {
    return Optional.empty();
  }
}
