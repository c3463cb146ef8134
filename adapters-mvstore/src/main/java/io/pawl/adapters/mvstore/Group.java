// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.writer.WriterRow;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * What was written and is not in the file: the latest rows, in a small tree of their own. It is an
 * MVStore without a file, because its trees are replaced path by path and never changed: a root is
 * a state, and the path to it is short however many rows the file has.
 */
final class Group {
  private final MVMap<Long, WriterRow> latest =
      new MVStore.Builder().autoCommitDisabled().open().openMap("latest", RowType.rowsByKey());
  private final GroupLimits limits;
  private long moved;
  private long changes;

  Group(GroupLimits limits) {
    this.limits = limits;
  }

  /** The row the group had at this key, if any. */
  @Nullable WriterRow put(Long key, WriterRow row) {
    changes++;
    return latest.put(key, row);
  }

  void countWrite() {
    changes++;
  }

  RootReference<Long, WriterRow> root() {
    return latest.getRoot();
  }

  @Nullable WriterRow find(RootReference<Long, WriterRow> root, Long key) {
    return latest.get(root.root, key);
  }

  boolean isFull() {
    return changes >= limits.changes() || moved + latest.sizeAsLong() >= limits.rows();
  }

  /** Puts the rows where the next commit of MVStore's finds them, one page after the other. */
  void moveInto(MVMap<Long, WriterRow> rows) {
    Cursor<Long, WriterRow> cursor = latest.cursor(null, null, false);
    while (cursor.hasNext()) {
      rows.put(cursor.next(), cursor.getValue());
    }
    moved += latest.sizeAsLong();
    latest.clear();
  }

  /** Begins the next group: what was moved is in the file. */
  void end() {
    moved = 0;
    changes = 0;
  }
}
