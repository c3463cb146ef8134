// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.ports.fake.InMemoryEngine;
import java.nio.file.Path;

/** A store in memory crashes and decays on a simulated disk. */
public interface InMemoryStoreUnderTest extends StoreUnderTest {

  /** The engine whose disk it is; the same one for as long as a test runs. */
  InMemoryEngine memory();

  @Override
  default void leaveCrashImage(CrashImage crash) {
    memory()
        .crash(
            crash.home(),
            crash.image(),
            unsynced -> unsynced.subList(0, (int) Math.round(crash.kept() * unsynced.size())));
  }

  @Override
  default void damage(Path home, Damage damage) {
    memory().damage(home, bytes -> damage.applyTo(bytes, (int) damage.offsetIn(bytes.length)));
  }
}
