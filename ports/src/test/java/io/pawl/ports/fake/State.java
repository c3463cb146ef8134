// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All that a store holds at one moment. A commit leads to another state and leaves this one. */
sealed interface State {
  Optional<LogPosition> lastApplied();

  ImmutableSortedMap<WriterKey, WriterRow> rows();

  default void scanAll(Consumer<StoredRow> visitor) {
    rows().forEach((key, row) -> visitor.accept(new StoredRow(key, row)));
  }

  default State after(Commit commit) {
    SortedMap<WriterKey, WriterRow> next = new TreeMap<>(rows());
    for (Change change : commit.changes()) {
      StoredRow put = change.match(RowPut::stored);
      next.put(put.key(), put.row());
    }
    return new Committed(commit.position(), ImmutableSortedMap.copyOfSorted(next));
  }

  /** Before the first commit. */
  record Blank() implements State {
    @Override
    public Optional<LogPosition> lastApplied() {
      return Optional.empty();
    }

    @Override
    public ImmutableSortedMap<WriterKey, WriterRow> rows() {
      return ImmutableSortedMap.of();
    }
  }

  record Committed(LogPosition position, ImmutableSortedMap<WriterKey, WriterRow> rows)
      implements State {
    @Override
    public Optional<LogPosition> lastApplied() {
      return Optional.of(position);
    }
  }
}
