// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.key.DekId;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Stores that break RS-9 to RS-12. */
final class BrokenScans {

  private BrokenScans() {}

  @Breaks(9)
  static class ScansIntoTheNextDek extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public void scan(DekId dek, Consumer<StoredRow> visitor) {
          super.scan(dek, visitor);
          super.scan(new DekId(Math.min(dek.value() + 1, DekId.MAX)), visitor);
        }
      };
    }
  }

  @Breaks(10)
  static class TakesKeyIdsForSigned extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public void scanAll(Consumer<StoredRow> visitor) {
          List<StoredRow> rows = new ArrayList<>();
          super.scanAll(rows::add);
          rows.sort(Comparator.comparing(stored -> (int) stored.key().dek().value()));
          rows.forEach(visitor);
        }
      };
    }
  }

  /** Keeps what it showed of a key the first time. */
  @Breaks(11)
  static class ReturnsStaleScans extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      Map<DekId, List<StoredRow>> kept = new HashMap<>();
      return new ForwardingStore(store) {
        @Override
        public void scan(DekId dek, Consumer<StoredRow> visitor) {
          if (!kept.containsKey(dek)) {
            List<StoredRow> rows = new ArrayList<>();
            super.scan(dek, rows::add);
            kept.put(dek, rows);
          }
          kept.getOrDefault(dek, List.of()).forEach(visitor);
        }
      };
    }
  }

  /** Knows the keys as of one commit, and reads the rows when it comes to them. */
  @Breaks(11)
  static class ScansAcrossCommits extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      return new ForwardingStore(store) {
        @Override
        public void scan(DekId dek, Consumer<StoredRow> visitor) {
          super.scan(
              dek,
              stored ->
                  visitor.accept(
                      new StoredRow(stored.key(), find(stored.key()).orElse(stored.row()))));
        }
      };
    }
  }

  @Breaks(12)
  static class CommitsWaitForScans extends BrokenStore {
    @Override
    WriterRegistryStore broken(WriterRegistryStore store, StoreLocation location) {
      Object turn = new Object();
      return new ForwardingStore(store) {
        @Override
        public void scan(DekId dek, Consumer<StoredRow> visitor) {
          synchronized (turn) {
            super.scan(dek, visitor);
          }
        }

        @Override
        public void scanAll(Consumer<StoredRow> visitor) {
          synchronized (turn) {
            super.scanAll(visitor);
          }
        }

        @Override
        public CommitOutcome commit(LogPosition position, List<Change> changes) {
          synchronized (turn) {
            return super.commit(position, changes);
          }
        }
      };
    }
  }
}
