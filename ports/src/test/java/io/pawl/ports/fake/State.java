// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.Optional;
import java.util.function.Consumer;

/** All that a store holds at one moment. A commit leads to another state and leaves this one. */
sealed interface State {
  Optional<LogPosition> lastApplied();

  KeyRing keyRing();

  ImmutableSortedMap<WriterKey, WriterRow> rows();

  default void scanAll(Consumer<StoredRow> visitor) {
    rows().forEach((key, row) -> visitor.accept(new StoredRow(key, row)));
  }

  default State after(Commit commit) {
    Replacement next = new Replacement(keyRing(), rows());
    commit.changes().forEach(next::accept);
    return next.at(commit.position());
  }

  /** Before the first commit. */
  record Blank() implements State {
    @Override
    public Optional<LogPosition> lastApplied() {
      return Optional.empty();
    }

    @Override
    public KeyRing keyRing() {
      return KeyRing.EMPTY;
    }

    @Override
    public ImmutableSortedMap<WriterKey, WriterRow> rows() {
      return ImmutableSortedMap.of();
    }
  }

  record Committed(
      LogPosition position, KeyRing keyRing, ImmutableSortedMap<WriterKey, WriterRow> rows)
      implements State {
    @Override
    public Optional<LogPosition> lastApplied() {
      return Optional.of(position);
    }
  }
}
