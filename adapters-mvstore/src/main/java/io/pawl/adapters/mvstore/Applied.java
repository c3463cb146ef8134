// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.WriterRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the last write stood, the key ring, and what all rows amount to: how many there are, and
 * the sum of a hash of each. It is stored in the same commit as the rows, so that a row that is
 * missing, doubled or older than it should be does not go unnoticed.
 */
record Applied(boolean anything, long term, long index, long rows, long digest, KeyRing keyRing) {
  private static final long KEY_FACTOR = 0x9fb21c651e98df25L;
  private static final long OWNER_FACTOR = 0xd6e8feb86659fd93L;
  private static final long EPOCHS_FACTOR = 0xc2b2ae3d27d4eb4fL;
  private static final long HIGH_FACTOR = 0xff51afd7ed558ccdL;

  static final Applied NOTHING = new Applied(false, 0, 0, 0, 0, KeyRing.EMPTY);

  Optional<LogPosition> position() {
    return anything ? Optional.of(new LogPosition(term, index)) : Optional.empty();
  }

  Applied at(LogPosition position) {
    return new Applied(true, position.term(), position.index(), rows, digest, keyRing);
  }

  Applied with(KeyRing.Filled ring) {
    return new Applied(anything, term, index, rows, digest, ring);
  }

  /** After a row was put where this one stood, or none. */
  Applied replacing(@Nullable WriterRow before, long key, WriterRow row) {
    return before == null ? plus(key, row) : without(key, before).plus(key, row);
  }

  Applied plus(long key, WriterRow row) {
    return new Applied(anything, term, index, rows + 1, digest + hash(key, row), keyRing);
  }

  private Applied without(long key, WriterRow row) {
    return new Applied(anything, term, index, rows - 1, digest - hash(key, row), keyRing);
  }

  boolean amountsToTheSameAs(Applied other) {
    return rows == other.rows && digest == other.digest;
  }

  /**
   * Each field turns into 64 bits of its own by an odd factor, so that no two fields can stand in
   * for each other; after that, every bit changes about half of the bits of the hash.
   */
  private static long hash(long key, WriterRow row) {
    long epochs = (long) row.firstSeen().value() << Short.SIZE | row.lastSeen().value();
    long fields = key * KEY_FACTOR + row.owner().bits() * OWNER_FACTOR + epochs * EPOCHS_FACTOR;
    if (row.incarnation() instanceof Incarnation.Drawn drawn) {
      fields += mix(drawn.high() * HIGH_FACTOR + drawn.low());
    }
    return mix(fields);
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long bits) {
    long mixed = bits + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
