// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static io.pawl.ports.contract.Sample.puts;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.InstallOutcome.Refused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Stores that break RS-25 to RS-29. */
final class BrokenInstalls {

  private BrokenInstalls() {}

  @Breaks(25)
  static class InstallsOverOldRows extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      SortedMap<WriterKey, WriterRow> old = new TreeMap<>();
      return new ForwardingStore(store) {
        @Override
        public InstallOutcome installSnapshot(Path source) {
          SortedMap<WriterKey, WriterRow> before = Contents.rowsOf(this);
          InstallOutcome outcome = super.installSnapshot(source);
          if (outcome instanceof Installed) {
            old.putAll(before);
          }
          return outcome;
        }

        @Override
        public void scanAll(Consumer<StoredRow> visitor) {
          SortedMap<WriterKey, WriterRow> all = new TreeMap<>(old);
          super.scanAll(stored -> all.put(stored.key(), stored.row()));
          all.forEach((key, row) -> visitor.accept(new StoredRow(key, row)));
        }
      };
    }
  }

  /** A crash takes the store back to where it was before the snapshot. */
  @Breaks(26)
  static class InstallsWithoutSync extends BrokenStore {
    private final Map<Path, Path> before = new HashMap<>();

    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public InstallOutcome installSnapshot(Path source) {
          Path image = source.resolveSibling("before");
          InstallsWithoutSync.super.leaveCrashImage(new CrashImage(location.home(), image, 1));
          before.put(location.home(), image);
          return super.installSnapshot(source);
        }
      };
    }

    @Override
    public void leaveCrashImage(CrashImage crash) {
      Path home = before.getOrDefault(crash.home(), crash.home());
      super.leaveCrashImage(new CrashImage(home, crash.image(), crash.kept()));
    }
  }

  @Breaks(27)
  static class InstallsHalfADamagedSnapshot extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public InstallOutcome installSnapshot(Path source) {
          InstallOutcome outcome = super.installSnapshot(source);
          if (outcome instanceof Refused refused && isDamaged(refused) && hasHeader(source)) {
            LogPosition last = lastApplied().orElseThrow();
            LogPosition next = new LogPosition(last.term(), last.index() + 1);
            commit(next, puts(SnapshotFile.read(source).rows()));
          }
          return outcome;
        }
      };
    }

    private static boolean isDamaged(Refused refused) {
      return refused.sentinel() == Sentinel.SNAPSHOT_MALFORMED;
    }

    private static boolean hasHeader(Path source) {
      return source.toFile().length() >= DamagedSnapshotRules.HEADER_LENGTH
          && Files.isRegularFile(source);
    }
  }

  @Breaks(28)
  static class TakesSnapshotsOfOtherClusters extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return acceptingRefusalsOf(Sentinel.SNAPSHOT_FOREIGN, store);
    }
  }

  @Breaks(29)
  static class TakesStaleSnapshots extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return acceptingRefusalsOf(Sentinel.SNAPSHOT_STALE, store);
    }
  }

  private static WriterRegistryStore acceptingRefusalsOf(
      Sentinel sentinel, WriterRegistryStore store) {
    return new ForwardingStore(store) {
      @Override
      public InstallOutcome installSnapshot(Path source) {
        InstallOutcome outcome = super.installSnapshot(source);
        return outcome instanceof Refused refused && refused.sentinel() == sentinel
            ? new Installed(SnapshotFile.read(source).header().position())
            : outcome;
      }
    };
  }
}
