// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /**
   * Looks at the files in a folder that exists and that nobody has open: what {@link #open} would
   * find. Writes nothing, makes nothing, and lets go of everything before it returns.
   *
   * @throws io.pawl.ports.driven.StorageCorrupted the files are damaged as far as they were read,
   *     or missing though they were expected
   */
  Found glance(Path folder, Expected expected);

  /**
   * What is in the files of a generation.
   *
   * @param position where the last write stood; null before the first
   */
  record Found(@Nullable LogPosition position, KeyRing keyRing) {
    /** Before the first write. */
    public static final Found NOTHING = new Found(null, KeyRing.EMPTY);

    public static Found of(Optional<LogPosition> lastApplied, KeyRing keyRing) {
      return new Found(lastApplied.orElse(null), keyRing);
    }

    public Optional<LogPosition> lastApplied() {
      return Optional.ofNullable(position);
    }
  }

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
