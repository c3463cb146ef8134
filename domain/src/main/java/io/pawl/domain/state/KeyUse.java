// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Comparators;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.WriterKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who registered under a key: how many writers, how many of them are near their last epoch, and
 * those who have the fewest epochs left, they first. With at most {@link #LISTED_MAX} writers these
 * are all.
 */
public record KeyUse(DekId dek, int writers, int nearTheLastEpoch, List<StoredRow> fewestLeft) {

  /** How many writers of a key are listed. */
  public static final int LISTED_MAX = 64;

  /** The most writers a key can have: one for each slot. */
  public static final int WRITERS_MAX = 0x1_0000;

  /** Who has fewer epochs left comes first, and among equals the lower slot. */
  public static final Comparator<StoredRow> FEWEST_LEFT_FIRST =
      Comparator.<StoredRow, LocalEpoch>comparing(
              stored -> stored.row().lastSeen(), Comparator.reverseOrder())
          .thenComparing(StoredRow::key, Comparator.comparing(WriterKey::slot));

  public KeyUse {
    fewestLeft = List.copyOf(fewestLeft);
    Optional<String> flaw = flawOf(dek, writers, nearTheLastEpoch, fewestLeft);
    checkArgument(flaw.isEmpty(), "%s", flaw.orElse(""));
  }

  /** Why these cannot be told of a key; empty if they can. */
  public static Optional<String> flawOf(
      DekId dek, int writers, int nearTheLastEpoch, List<StoredRow> fewestLeft) {
    if (writers < 0 || writers > WRITERS_MAX || nearTheLastEpoch < 0) {
      return Optional.of("A key has 0 to %s writers, not %s.".formatted(WRITERS_MAX, writers));
    }
    if (fewestLeft.size() != Math.min(writers, LISTED_MAX) || nearTheLastEpoch > writers) {
      return Optional.of(
          "Of %s writers %s are listed, and %s near their last epoch."
              .formatted(writers, fewestLeft.size(), nearTheLastEpoch));
    }
    if (!fewestLeft.stream().allMatch(stored -> stored.key().dek().equals(dek))) {
      return Optional.of("A writer of another key is listed under key %s.".formatted(dek));
    }
    return Comparators.isInStrictOrder(fewestLeft, FEWEST_LEFT_FIRST)
        ? Optional.empty()
        : Optional.of("The writers of key %s are not in order.".formatted(dek));
  }

  /** The epoch that the writer with the fewest left registered last; empty without writers. */
  public Optional<LocalEpoch> highestEpoch() {
    return fewestLeft.stream().map(stored -> stored.row().lastSeen()).findFirst();
  }
}
