// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

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
}
