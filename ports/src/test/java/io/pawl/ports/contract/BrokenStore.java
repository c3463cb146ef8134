// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.fake.InMemoryEngine;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The store in memory with one thing wrong, under the whole contract. Its class is no test of its
 * own: {@link WriterRegistryStoreContractTest} runs it and expects it to fail.
 */
class BrokenStore implements WriterRegistryStoreContract, InMemoryStoreUnderTest {
  private final InMemoryEngine memory = new InMemoryEngine();

  @Override
  public final InMemoryEngine memory() {
    return memory;
  }

  @Override
  public final StorageEngine engine() {
    return new StorageEngine() {
      @Override
      public String name() {
        return "broken";
      }

      @Override
      public WriterRegistryStore open(StoreLocation location) {
        return openBroken(location);
      }

      @Override
      public Optional<Glance> glance(Path home) {
        return glanceBroken(home);
      }
    };
  }

  Optional<Glance> glanceBroken(Path home) {
    return memory.glance(home);
  }

  WriterRegistryStore openBroken(StoreLocation location) {
    return broken(memory.open(location), location);
  }

  WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
    return store;
  }
}
