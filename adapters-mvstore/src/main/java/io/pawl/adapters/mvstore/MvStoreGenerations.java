// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.DurableFile;
import io.pawl.ports.storage.Generation;
import io.pawl.ports.storage.GenerationEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A generation is one file, which comes into being whole: it is made beside its name and renamed.
 * So a file that does not open is a damaged one, and never one that a crash left half made.
 *
 * <pre>
 * generation-1/
 *   rows.mvstore          MVStore's file in {@link CheckedBlocks}
 * </pre>
 */
final class MvStoreGenerations implements GenerationEngine {
  static final String FILE = "rows.mvstore";
  private static final String FRESH_FILE = FILE + ".new";

  @Override
  public String name() {
    return MvStoreEngine.NAME;
  }

  @Override
  public Generation open(Path folder, Expected expected) {
    try {
      Path file = folder.resolve(FILE);
      if (!Files.exists(file)) {
        if (expected == Expected.FILES) {
          throw new StorageCorrupted(file + " is missing.");
        }
        make(folder, file);
      }
      return MvStoreGeneration.open(UninterruptibleFile.open(file), GroupLimits.DEFAULT);
    } catch (IOException e) {
      throw new StorageUnavailable("Opening " + folder + " failed.", e);
    }
  }

  /** What a crash left half made under another name was never durable. */
  @Override
  public Found glance(Path folder, Expected expected) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return switch (expected) {
        case FILES -> throw new StorageCorrupted(file + " is missing.");
        case ANYTHING -> Found.NOTHING;
      };
    }
    try {
      return MvStoreGeneration.glance(UninterruptibleFile.openReadOnly(file));
    } catch (IOException e) {
      throw new StorageUnavailable("Looking into " + folder + " failed.", e);
    }
  }

  private static void make(Path folder, Path file) throws IOException {
    Path fresh = folder.resolve(FRESH_FILE);
    Files.deleteIfExists(fresh);
    MvStoreFile.make(UninterruptibleFile.open(fresh));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    DurableFile.syncFolder(folder);
  }
}
