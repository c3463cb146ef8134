// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import java.nio.file.Path;

/**
 * Opens an engine's files. What an adapter implements; {@link GenerationStore} makes a store of it.
 */
public interface GenerationEngine {

  String name();

  /**
   * Opens the files in a folder that exists and that nobody else has open.
   *
   * @throws io.pawl.ports.driven.StorageCorrupted the files are damaged, or missing though they
   *     were expected
   */
  Generation open(Path folder, Expected expected);

  /** What the caller knows about the folder. */
  enum Expected {
    /** Something was durable here: missing files are lost files. */
    FILES,
    /**
     * Nothing was ever durable here: missing files are a new generation, or a crash before its
     * first.
     */
    ANYTHING
  }
}
