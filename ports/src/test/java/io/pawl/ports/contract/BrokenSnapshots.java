// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Stores that break RS-22 to RS-24. */
final class BrokenSnapshots {

  private BrokenSnapshots() {}

  @Breaks(22)
  static class SnapshotsLackTheLastRow extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public LogPosition writeSnapshot(Path target) {
          LogPosition position = super.writeSnapshot(target);
          SnapshotFile file = SnapshotFile.read(target);
          int left = Math.max(0, file.rows().size() - 1);
          write(target, Contents.of(position, file.rows().subList(0, left)).with(file.keyRing()));
          return position;
        }
      };
    }
  }

  /** Tells when it was taken, so that no two are the same. */
  @Breaks(22)
  static class SnapshotsCarryTheirTime extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public LogPosition writeSnapshot(Path target) {
          LogPosition position = super.writeSnapshot(target);
          try {
            Files.writeString(target, Long.toString(System.nanoTime()), StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return position;
        }
      };
    }
  }

  /** Notes the position and then, should there be another commit soon, takes the rows of that. */
  @Breaks(23)
  static class SnapshotsSpanCommits extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public LogPosition writeSnapshot(Path target) {
          LogPosition position = super.writeSnapshot(target);
          long patience = System.nanoTime() + Duration.ofMillis(20).toNanos();
          while (lastApplied().stream().allMatch(position::equals)
              && System.nanoTime() < patience) {
            Thread.onSpinWait();
          }
          Contents later = Contents.of(this);
          write(target, Contents.of(position, later.stored()).with(later.keyRing()));
          return position;
        }
      };
    }
  }

  @Breaks(24)
  static class SnapshotsOverwriteFiles extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public LogPosition writeSnapshot(Path target) {
          try {
            Files.deleteIfExists(target);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return super.writeSnapshot(target);
        }
      };
    }
  }

  private static void write(Path target, Contents contents) {
    List<StoredRow> rows = contents.stored();
    try (OutputStream out = Files.newOutputStream(target)) {
      SnapshotHeader header =
          SnapshotHeader.of(Session.CLUSTER, contents.position(), contents.keyRing(), rows.size());
      SnapshotWriter.write(out, header, contents.keyRing(), rows::forEach);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
