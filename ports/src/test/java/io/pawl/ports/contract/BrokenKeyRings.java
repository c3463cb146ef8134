// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import com.google.common.collect.Lists;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.InstallOutcome.Refused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.fake.Commit;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stores that break RS-30 to RS-35. */
final class BrokenKeyRings {

  private BrokenKeyRings() {}

  /** Takes a commit without a ring for one that takes it away. */
  @Breaks(30)
  static class DropsTheRingWithTheNextCommit extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      List<KeyRing> dropped = new ArrayList<>();
      return new ForwardingStore(store) {
        @Override
        public CommitOutcome commit(LogPosition position, List<Change> changes) {
          CommitOutcome outcome = super.commit(position, changes);
          dropped.clear();
          if (changes.stream().noneMatch(KeyRingPut.class::isInstance)) {
            dropped.add(super.keyRing());
          }
          return outcome;
        }

        @Override
        public KeyRing keyRing() {
          KeyRing found = super.keyRing();
          return dropped.contains(found) ? KeyRing.EMPTY : found;
        }
      };
    }
  }

  /** What is not durable when it is closed, it writes without the ring. */
  @Breaks(31)
  static class ForgetsTheRingOnClose extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        private boolean closed;

        @Override
        public void close() {
          if (!closed) {
            closed = true;
            memory()
                .crash(
                    location.home(),
                    location.home(),
                    unsynced -> Lists.transform(unsynced, BrokenKeyRings::withoutRing));
          }
          super.close();
        }
      };
    }
  }

  /** Of the last commit that a crash leaves, it leaves everything but the ring. */
  @Breaks(32)
  static class SplitsTheRingFromItsCommit extends BrokenStore {
    @Override
    public void leaveCrashImage(CrashImage crash) {
      memory()
          .crash(
              crash.home(),
              crash.image(),
              unsynced ->
                  Lists.transform(
                      unsynced,
                      commit ->
                          commit.equals(unsynced.get(unsynced.size() - 1))
                              ? withoutRing(commit)
                              : commit));
    }
  }

  @Breaks(33)
  static class SnapshotsLackTheRing extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public LogPosition writeSnapshot(Path target) {
          LogPosition position = super.writeSnapshot(target);
          SnapshotFile file = SnapshotFile.read(target);
          SnapshotHeader header = new SnapshotHeader(Session.CLUSTER, position, file.rows().size());
          try (OutputStream out = Files.newOutputStream(target)) {
            SnapshotWriter.write(out, header, KeyRing.EMPTY, file.rows()::forEach);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return position;
        }
      };
    }
  }

  /** Keeps the ring it has where the snapshot has none. */
  @Breaks(34)
  static class InstallsOverTheOldRing extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      List<KeyRing> kept = new ArrayList<>();
      return new ForwardingStore(store) {
        @Override
        public InstallOutcome installSnapshot(Path source) {
          KeyRing before = keyRing();
          InstallOutcome outcome = super.installSnapshot(source);
          if (outcome instanceof Installed) {
            kept.add(before);
          }
          return outcome;
        }

        @Override
        public KeyRing keyRing() {
          KeyRing found = super.keyRing();
          return found.equals(KeyRing.EMPTY) && !kept.isEmpty() ? kept.get(kept.size() - 1) : found;
        }
      };
    }
  }

  /** Takes what it cannot read of a ring for no ring. */
  @Breaks(35)
  static class OverlooksDamagedRings extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public InstallOutcome installSnapshot(Path source) {
          InstallOutcome outcome = super.installSnapshot(source);
          return outcome instanceof Refused refused
                  && refused.sentinel() == Sentinel.SNAPSHOT_MALFORMED
                  && hasRing(source)
              ? new Installed(SnapshotFile.read(source).header().position())
              : outcome;
        }
      };
    }

    private static boolean hasRing(Path source) {
      try {
        String key = new String(KeyRingCodec.KEY.toArray(), StandardCharsets.US_ASCII);
        return Files.readString(source, StandardCharsets.ISO_8859_1).contains(key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Commit withoutRing(Commit commit) {
    return new Commit(
        commit.position(),
        commit.changes().stream().filter(change -> !(change instanceof KeyRingPut)).toList());
  }
}
