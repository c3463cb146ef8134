// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import com.google.common.collect.Lists;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.fake.Commit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/** Stores that break RS-1 to RS-8. */
final class BrokenRows {

  private BrokenRows() {}

  @Breaks(1)
  static class InventsRows extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public Optional<WriterRow> find(WriterKey key) {
          return super.find(key).or(() -> Optional.of(Sample.row(key, 0).row()));
        }
      };
    }
  }

  @Breaks(2)
  static class ForgetsIncarnations extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public Optional<WriterRow> find(WriterKey key) {
          return super.find(key)
              .map(
                  row ->
                      new WriterRow(
                          row.owner(), row.firstSeen(), row.lastSeen(), Incarnation.ABSENT));
        }
      };
    }
  }

  /** A put in one key drops what was there of the next one. */
  @Breaks(3)
  static class DropsTheNeighbouringDek extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      Set<WriterKey> dropped = new HashSet<>();
      return new ForwardingStore(store) {
        @Override
        public CommitOutcome commit(LogPosition position, List<Change> changes) {
          for (Change change : changes) {
            if (change instanceof RowPut put) {
              dropNeighboursOf(put.stored().key().dek());
              dropped.remove(put.stored().key());
            }
          }
          return super.commit(position, changes);
        }

        private void dropNeighboursOf(DekId dek) {
          super.scanAll(
              stored -> {
                if (stored.key().dek().value() == dek.value() + 1) {
                  dropped.add(stored.key());
                }
              });
        }

        @Override
        public void scanAll(Consumer<StoredRow> visitor) {
          super.scanAll(
              stored -> {
                if (!dropped.contains(stored.key())) {
                  visitor.accept(stored);
                }
              });
        }
      };
    }
  }

  /** Of the last commit that a crash leaves, it leaves the position and no rows. */
  @Breaks(4)
  static class SplitsRowsFromPosition extends BrokenStore {
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
                              ? new Commit(commit.position(), List.of())
                              : commit));
    }
  }

  @Breaks(5)
  static class LetsTheFirstChangeWin extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public CommitOutcome commit(LogPosition position, List<Change> changes) {
          return super.commit(position, Lists.reverse(changes));
        }
      };
    }
  }

  @Breaks(6)
  static class OverlooksEmptyCommits extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public CommitOutcome commit(LogPosition position, List<Change> changes) {
          boolean overlooked = changes.isEmpty() && lastApplied().isPresent();
          return overlooked ? CommitOutcome.COMMITTED : super.commit(position, changes);
        }
      };
    }
  }

  @Breaks(7)
  static class LetsThePositionGoBack extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      List<LogPosition> wentBack = new ArrayList<>();
      return new ForwardingStore(store) {
        @Override
        public CommitOutcome commit(LogPosition position, List<Change> changes) {
          CommitOutcome outcome = super.commit(position, changes);
          wentBack.clear();
          if (super.lastApplied().filter(stored -> stored.isAfter(position)).isPresent()) {
            wentBack.add(position);
          }
          return outcome;
        }

        @Override
        public Optional<LogPosition> lastApplied() {
          return wentBack.stream().findFirst().or(super::lastApplied);
        }
      };
    }
  }

  @Breaks(8)
  static class LetsTheTermGoBack extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public CommitOutcome commit(LogPosition position, List<Change> changes) {
          LongUnaryOperator raised =
              term -> lastApplied().map(stored -> Math.max(stored.term(), term)).orElse(term);
          long term = raised.applyAsLong(position.term());
          return super.commit(new LogPosition(term, position.index()), changes);
        }
      };
    }
  }
}
