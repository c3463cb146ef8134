// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.ports.driven.StorageEngine;
import java.io.IOException;
import java.nio.file.Path;

/** What an adapter tells the kit about itself. */
public interface StoreUnderTest {

  /** Opens the stores of a test. All stores of one test come from one engine. */
  StorageEngine engine();

  /**
   * Makes a home of what would be left if the process died now. The store is open, and nobody
   * commits meanwhile. A copy of the files is what SIGKILL leaves: whatever reached the operating
   * system, synced or not.
   */
  default void leaveCrashImage(CrashImage crash) throws IOException {
    HomeFiles.copyOfOneMoment(crash.home(), crash.image());
  }

  /** Harms what a closed store left in its home. */
  default void damage(Path home, Damage damage) throws IOException {
    HomeFiles.damage(home, damage);
  }
}
