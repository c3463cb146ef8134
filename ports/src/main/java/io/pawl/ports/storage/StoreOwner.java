// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StorageUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whose state a home holds and which engine wrote it: enough to open it. */
public record StoreOwner(ClusterId cluster, String engine) {

  /** Whether there is a store's home at this path. */
  public static boolean isHome(Path folder) {
    return Files.exists(StoreHome.descriptor(folder));
  }

  /**
   * Asks whether the store at this path could be opened now. Changes nothing, and makes nothing
   * where no store is.
   *
   * @throws StorageRefused {@code STORE_LOCKED}: somebody has it open
   * @throws StorageUnavailable it cannot be asked
   */
  public static void requireFree(Path home) {
    try {
      StoreHome.requireFree(home);
    } catch (IOException e) {
      throw new StorageUnavailable("%s cannot be locked: %s.".formatted(home, e), e);
    }
  }

  /**
   * Reads it without opening the store.
   *
   * @throws StorageRefused {@code STATE_MISMATCH}: the folder is no store's
   * @throws io.pawl.ports.driven.StorageCorrupted what it says is damaged
   * @throws StorageUnavailable it cannot be read
   */
  public static StoreOwner of(Path home) {
    if (!isHome(home)) {
      throw new StorageRefused(Sentinel.STATE_MISMATCH, home + " is not the folder of a store.");
    }
    try {
      StoreDescriptor descriptor = StoreHome.read(StoreHome.descriptor(home));
      return new StoreOwner(descriptor.cluster(), descriptor.engine());
    } catch (IOException e) {
      throw new StorageUnavailable("%s cannot be read: %s.".formatted(home, e), e);
    }
  }
}
