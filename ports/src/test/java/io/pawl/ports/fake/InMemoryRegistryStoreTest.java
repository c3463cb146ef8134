// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import io.pawl.ports.contract.CrashImage;
import io.pawl.ports.contract.Damage;
import io.pawl.ports.contract.WriterRegistryStoreContract;
import java.nio.file.Path;

/** What licenses the store in memory to stand in for the others. */
class InMemoryRegistryStoreTest implements WriterRegistryStoreContract {
  private final InMemoryEngine memory = new InMemoryEngine();

  @Override
  public InMemoryEngine engine() {
    return memory;
  }

  @Override
  public void leaveCrashImage(CrashImage crash) {
    memory.crash(
        crash.home(),
        crash.image(),
        unsynced -> unsynced.subList(0, (int) Math.round(crash.kept() * unsynced.size())));
  }

  @Override
  public void damage(Path home, Damage damage) {
    memory.damage(home, bytes -> damage.applyTo(bytes, (int) damage.offsetIn(bytes.length)));
  }
}
