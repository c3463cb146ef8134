// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a store, those that were written last also in memory. A writer that comes back
 * registers under a key whose rows were written lately, so those are asked for: by the leader when
 * it judges, by every replica when it applies.
 *
 * <p>What is kept was committed through here and has not been written over, so a row is the store's
 * own wherever it is found. A row that is being written is looked for in the store. Rows that were
 * only read are not kept: a read that began before a commit would put the old row back after it.
 *
 * <p>A kept row is found even if the store has failed or was closed. Whoever decides asks the store
 * for its key ring or its position first, and is refused there.
 *
 * <p>Commits and installs take turns, so whoever visits the store's rows does neither; any thread
 * finds.
 */
final class RowsAtHand implements WriterRows {
  /** The nodes of a large fleet, in some megabytes. */
  private static final int KEPT_MAX = 16_384;

  private final WriterRegistryStore store;
  private final int keptMax;

  /** In the order in which they were written; it is its own lock. */
  private final Map<WriterKey, WriterRow> kept = new LinkedHashMap<>();

  RowsAtHand(WriterRegistryStore store) {
    this(store, KEPT_MAX);
  }

  RowsAtHand(WriterRegistryStore store, int keptMax) {
    checkArgument(keptMax > 0, "At least one row is kept.");
    this.store = store;
    this.keptMax = keptMax;
  }

  @Override
  public Optional<WriterRow> find(WriterKey key) {
    synchronized (kept) {
      WriterRow row = kept.get(key);
      if (row != null) {
        return Optional.of(row);
      }
    }
    return store.find(key);
  }

  /** As {@link WriterRegistryStore#commit}. */
  synchronized CommitOutcome commit(LogPosition position, List<Change> changes) {
    List<StoredRow> written =
        changes.stream().flatMap(change -> change.match(WRITTEN).stream()).toList();
    letGo(written);
    CommitOutcome outcome = store.commit(position, changes);
    if (outcome == CommitOutcome.COMMITTED) {
      keep(written);
    }
    return outcome;
  }

  private void letGo(List<StoredRow> written) {
    synchronized (kept) {
      written.forEach(row -> kept.remove(row.key()));
    }
  }

  /** They are the newest now; the oldest make room. */
  private void keep(List<StoredRow> written) {
    synchronized (kept) {
      written.forEach(row -> kept.put(row.key(), row.row()));
      Iterator<WriterKey> oldest = kept.keySet().iterator();
      while (kept.size() > keptMax) {
        oldest.next();
        oldest.remove();
      }
    }
  }

  /** As {@link WriterRegistryStore#installSnapshot}; nothing is kept meanwhile. */
  synchronized InstallOutcome install(Path source) {
    synchronized (kept) {
      kept.clear();
    }
    return store.installSnapshot(source);
  }

  /** The row that a change puts into the store. */
  private static final Change.Cases<Optional<StoredRow>> WRITTEN =
      new Change.Cases<>() {
        @Override
        public Optional<StoredRow> rowPut(RowPut put) {
          return Optional.of(put.stored());
        }

        @Override
        public Optional<StoredRow> keyRingPut(KeyRingPut put) {
          return Optional.empty();
        }
      };
}
