// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.storage.GenerationEngine.Expected;
import io.pawl.ports.storage.GenerationEngine.Found;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of a store that nobody has open, looked at and left as it is. It is held meanwhile by
 * the lock an opener takes; one that has no lock file was never open where it is now.
 */
final class ClosedHome implements Closeable {
  private final Path home;
  private final Closeable lock;

  private ClosedHome(Path home, Closeable lock) {
    this.home = home;
    this.lock = lock;
  }

  static ClosedHome hold(Path home) throws IOException {
    if (!StoreHome.hasLock(home)) {
      return new ClosedHome(home, () -> {});
    }
    StoreLock held = StoreHome.lock(home);
    return new ClosedHome(home, held::close);
  }

  /** Empty if there is no store. */
  Optional<Glance> glance(GenerationEngine engine) throws IOException {
    if (!StoreOwner.isHome(home)) {
      StoreHome.refuseOrphans(home);
      return Optional.empty();
    }
    StoreDescriptor descriptor = StoreHome.read(StoreHome.descriptor(home));
    StoreHome.refuseOtherEngines(descriptor, home, engine.name());
    Found found = found(StoreHome.folder(home, descriptor), descriptor.expected(), engine);
    descriptor.requireFloorReached(found.lastApplied());
    return Optional.of(Glance.of(descriptor.cluster(), found.lastApplied(), found.keyRing()));
  }

  private static Found found(Path generation, Expected expected, GenerationEngine engine) {
    if (Files.exists(generation)) {
      return engine.glance(generation, expected);
    }
    return switch (expected) {
      case FILES -> throw new StorageCorrupted(generation + " is missing.");
      case ANYTHING -> Found.NOTHING;
    };
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
