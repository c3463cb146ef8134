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
import java.util.ArrayList;
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
          List<StoredRow> rows = SnapshotFile.read(target).rows();
          write(target, position, rows.subList(0, Math.max(0, rows.size() - 1)));
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
          List<StoredRow> rows = new ArrayList<>();
          scanAll(rows::add);
          write(target, position, rows);
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

  private static void write(Path target, LogPosition position, List<StoredRow> rows) {
    try (OutputStream out = Files.newOutputStream(target)) {
      SnapshotHeader header = new SnapshotHeader(Session.CLUSTER, position, rows.size());
      SnapshotWriter.write(out, header, rows::forEach);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
