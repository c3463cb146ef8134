// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens stores of one kind. Engines are found by name among the {@linkplain java.util.ServiceLoader
 * services} of this type; whoever asks for one never names its class.
 */
public interface StorageEngine {

  /** Lower-case letters and digits; written into every folder the engine opens. */
  String name();

  /**
   * Opens the store at a location, or makes a new one in an empty or missing folder. The store
   * holds the folder exclusively, against other processes too, until it is closed.
   *
   * @throws StorageRefused {@code STORE_LOCKED}: somebody has the folder open; {@code
   *     STATE_MISMATCH}: it is another cluster's, or no store's; {@code STORE_UNSUPPORTED}: another
   *     engine's
   * @throws StorageCorrupted the files are damaged, or stand behind what was durable
   * @throws StorageUnavailable the files cannot be read or written
   */
  WriterRegistryStore open(StoreLocation location);

  /**
   * Looks at the store in a home that nobody has open, and leaves every byte of it as it was: what
   * {@link #open} would find, a crash before included. Holds the home meanwhile. Not every damage
   * is noticed by a glance.
   *
   * @return empty if there is no store
   * @throws StorageRefused {@code STORE_LOCKED}: somebody has it open; {@code STORE_UNSUPPORTED}:
   *     it is another engine's
   * @throws StorageCorrupted the files are damaged, or stand behind what was durable
   * @throws StorageUnavailable the files cannot be read
   */
  Optional<Glance> glance(Path home);
}
