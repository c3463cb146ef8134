// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.WriterRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the last write stood, and what all rows amount to: how many there are, and the sum of a
 * hash of each. It is stored in the same commit as the rows, so that a row that is missing, doubled
 * or older than it should be does not go unnoticed.
 */
record Applied(boolean anything, long term, long index, long rows, long digest) {
  static final Applied NOTHING = new Applied(false, 0, 0, 0, 0);

  Optional<LogPosition> position() {
    return anything ? Optional.of(new LogPosition(term, index)) : Optional.empty();
  }

  Applied at(LogPosition position) {
    return new Applied(true, position.term(), position.index(), rows, digest);
  }

  /** After a row was put where this one stood, or none. */
  Applied replacing(@Nullable WriterRow before, long key, WriterRow row) {
    return before == null ? plus(key, row) : without(key, before).plus(key, row);
  }

  Applied plus(long key, WriterRow row) {
    return new Applied(anything, term, index, rows + 1, digest + hash(key, row));
  }

  private Applied without(long key, WriterRow row) {
    return new Applied(anything, term, index, rows - 1, digest - hash(key, row));
  }

  boolean amountsToTheSameAs(Applied other) {
    return rows == other.rows && digest == other.digest;
  }

  /** Every bit of the key and the row changes about half of the bits of the hash. */
  private static long hash(long key, WriterRow row) {
    long epochs = (long) row.firstSeen().value() << Short.SIZE | row.lastSeen().value();
    long hash = mix(mix(mix(key) ^ row.owner().bits()) ^ epochs);
    return row.incarnation() instanceof Incarnation.Drawn drawn
        ? mix(mix(hash ^ drawn.high()) ^ drawn.low())
        : hash;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long bits) {
    long mixed = bits + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
