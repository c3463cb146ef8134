// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.storage.GenerationStore;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.RocksDB;

/** Opens stores on RocksDB. */
public final class RocksDbEngine implements StorageEngine {
  static final String NAME = "rocksdb";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public WriterRegistryStore open(StoreLocation location) {
    loadLibrary();
    return GenerationStore.open(new RocksDbGenerations(), location);
  }

  @Override
  public Optional<Glance> glance(Path home) {
    loadLibrary();
    return GenerationStore.glance(new RocksDbGenerations(), home);
  }

  /**
   * The native library is unpacked from the jar to the temporary folder. Where that cannot be
   * written, or there is no library for the platform, no store of this engine can be used; that is
   * found out before any folder is touched.
   */
  private static void loadLibrary() {
    try {
      RocksDB.loadLibrary();
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      StorageRefused refused =
          new StorageRefused(
              Sentinel.STORE_UNSUPPORTED, "RocksDB's native library does not load: " + e);
      refused.initCause(e);
      throw refused;
    }
  }
}
