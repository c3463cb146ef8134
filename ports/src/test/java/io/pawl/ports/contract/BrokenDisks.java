// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import com.google.common.collect.Lists;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.fake.Commit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stores that break RS-13 to RS-16. */
final class BrokenDisks {

  private BrokenDisks() {}

  /** Forgets rows: the key ring has a rule of its own. */
  @Breaks(13)
  static class ForgetsOnClose extends BrokenStore {
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
                    unsynced -> Lists.transform(unsynced, ForgetsOnClose::withoutRows));
          }
          super.close();
        }
      };
    }

    private static Commit withoutRows(Commit commit) {
      return new Commit(
          commit.position(),
          commit.changes().stream().filter(KeyRingPut.class::isInstance).toList());
    }
  }

  @Breaks(14)
  static class SyncsNothing extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public void sync() {
          lastApplied();
        }
      };
    }
  }

  @Breaks(15)
  static class LosesTheMiddleOfACrash extends BrokenStore {
    @Override
    public void leaveCrashImage(CrashImage crash) {
      memory().crash(crash.home(), crash.image(), LosesTheMiddleOfACrash::withoutTheMiddle);
    }

    private static <T> List<T> withoutTheMiddle(List<T> unsynced) {
      List<T> left = new ArrayList<>(unsynced);
      if (left.size() >= 3) {
        left.remove(left.size() / 2);
      }
      return left;
    }
  }

  /** Whatever its bytes turn into, its checksum fits them. */
  @Breaks(16)
  static class IgnoresCorruption extends BrokenStore {
    @Override
    public void damage(Path home, Damage damage) {
      super.damage(home, damage);
      memory().damage(home, SnapshotFile::sealed);
    }
  }
}
