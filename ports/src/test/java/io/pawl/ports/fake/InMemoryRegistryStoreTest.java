// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import io.pawl.ports.contract.InMemoryStoreUnderTest;
import io.pawl.ports.contract.WriterRegistryStoreContract;

/** What licenses the store in memory to stand in for the others. */
class InMemoryRegistryStoreTest implements WriterRegistryStoreContract, InMemoryStoreUnderTest {
  private final InMemoryEngine memory = new InMemoryEngine();

  @Override
  public InMemoryEngine memory() {
    return memory;
  }

  @Override
  public InMemoryEngine engine() {
    return memory;
  }
}
