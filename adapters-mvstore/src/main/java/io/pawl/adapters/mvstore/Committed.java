// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static com.google.common.base.Preconditions.checkState;

import io.pawl.domain.writer.WriterRow;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * The state as of one write: what the group has, and for the rest what MVStore's map has. Pages are
 * replaced and never changed, so two roots are the state. MVStore keeps the pages under its root
 * that are in the file until the last user lets go; without that, their space would be written
 * again under a reader.
 */
final class Committed {
  private final MVStore store;
  private final TxCounter usage;
  private final MVMap<Long, WriterRow> rows;
  private final RootReference<Long, WriterRow> root;
  private final Group group;
  private final RootReference<Long, WriterRow> groupRoot;
  private final Applied applied;
  private final AtomicInteger users = new AtomicInteger(1);

  private Committed(TxCounter usage, MVMap<Long, WriterRow> rows, Group group, Applied applied) {
    this.store = rows.getStore();
    this.usage = usage;
    this.rows = rows;
    this.root = rows.getRoot();
    this.group = group;
    this.groupRoot = group.root();
    this.applied = applied;
  }

  /** The state as it is now; the caller is its first user and the only one to write. */
  static Committed now(MVMap<Long, WriterRow> rows, Group group, Applied applied) {
    return new Committed(rows.getStore().registerVersionUsage(), rows, group, applied);
  }

  @Nullable WriterRow find(Long key) {
    WriterRow latest = group.find(groupRoot, key);
    return latest == null ? rows.get(root.root, key) : latest;
  }

  /** Whether every row is in MVStore's map. */
  boolean isInOneMap() {
    return groupRoot.getTotalCount() == 0;
  }

  /** The rows from the first key to the last, both included; null stands for no limit. */
  Cursor<Long, WriterRow> between(@Nullable Long first, @Nullable Long last) {
    checkState(isInOneMap(), "There are rows in the group.");
    return rows.cursor(root, first, last, false);
  }

  Applied applied() {
    return applied;
  }

  /** The version of MVStore's that this is or, if it is not in the file, that it builds on. */
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
