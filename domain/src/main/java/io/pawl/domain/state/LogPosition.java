// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static com.google.common.base.Preconditions.checkArgument;

/** Where an entry stands in the replicated log. */
public record LogPosition(long term, long index) {

  public LogPosition {
    checkArgument(term >= 0 && index >= 0, "A position is not negative: (%s, %s).", term, index);
  }

  public boolean isAfter(LogPosition other) {
    return index > other.index;
  }

  /** Whether an entry may stand here behind an entry that stands there: no term ever goes back. */
  public boolean mayFollow(LogPosition other) {
    return isAfter(other) && term >= other.term;
  }

  @Override
  public String toString() {
    return "(term %d, index %d)".formatted(term, index);
  }
}
