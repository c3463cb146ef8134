// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.example;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.wire.Decoded;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotReader;
import io.pawl.ports.storage.Generation;
import io.pawl.ports.storage.GenerationEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the one file of a generation. It has the portable snapshot format, checksum and all. */
record SortedFiles(ClusterId cluster) implements GenerationEngine {
  static final String NAME = "sortedfile";
  private static final String FILE = "rows.sorted";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Generation open(Path folder, Expected expected) {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      return read(file);
    }
    return switch (expected) {
      case FILES -> throw new StorageCorrupted(file + " is lost.");
      case ANYTHING -> SortedFileGeneration.empty(file, cluster);
    };
  }

  @Override
  public Found glance(Path folder, Expected expected) {
    try (Generation opened = open(folder, expected)) {
      return Found.of(opened.lastApplied(), opened.keyRing());
    }
  }

  private Generation read(Path file) {
    try (SnapshotReader reader = SnapshotReader.open(file)) {
      SortedContent content = new SortedContent();
      SnapshotHeader header = intact(reader.header(), file);
      intact(reader.rows(header, content::change), file);
      return SortedFileGeneration.of(file, header, content);
    } catch (IOException e) {
      throw new StorageUnavailable("Reading " + file + " failed.", e);
    }
  }

  private static SnapshotHeader intact(Decoded<SnapshotHeader> decoded, Path file) {
    return decoded.orElse(
        malformed -> {
          throw new StorageCorrupted(file + ": " + malformed.detail());
        });
  }
}
