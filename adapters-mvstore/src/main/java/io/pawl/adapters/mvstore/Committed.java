// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.writer.WriterRow;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;

/**
 * The state as of one commit. MVStore keeps the pages of it until its last user lets go; without
 * that, their space would be written again under a reader.
 */
final class Committed {
  private final MVStore store;
  private final TxCounter usage;
  private final MVMap<Long, WriterRow> rows;
  private final Applied applied;
  private final AtomicInteger users = new AtomicInteger(1);

  private Committed(MVStore store, TxCounter usage, MVMap<Long, WriterRow> rows, Applied applied) {
    this.store = store;
    this.usage = usage;
    this.rows = rows;
    this.applied = applied;
  }

  /** The state MVStore committed last; the caller is its first user and the only one to commit. */
  static Committed last(MVStore store, MVMap<Long, WriterRow> rows, Applied applied) {
    TxCounter usage = store.registerVersionUsage();
    return new Committed(store, usage, rows.openVersion(store.getCurrentVersion()), applied);
  }

  MVMap<Long, WriterRow> rows() {
    return rows;
  }

  Applied applied() {
    return applied;
  }

  /** Of MVStore's own numbering. */
  long version() {
    return usage.version;
  }

  /** False if everybody has let go already: there is a later state. */
  boolean acquire() {
    int before = users.get();
    while (before > 0) {
      if (users.compareAndSet(before, before + 1)) {
        return true;
      }
      before = users.get();
    }
    return false;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      store.deregisterVersionUsage(usage);
    }
  }
}
