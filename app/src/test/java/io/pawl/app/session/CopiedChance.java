// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.writer.Incarnation;
import java.util.function.Supplier;

/**
 * The chance of a process that is copied with its memory. What it drew before, all copies have;
 * what a copy draws afterwards is its own.
 */
final class CopiedChance {
  private static final long BEFORE_THE_COPYING = 0;

  private long drawn;
  private boolean copied;

  /** As the copy of this number draws, beginning with 1. */
  Supplier<Incarnation.Drawn> ofCopy(long number) {
    return () ->
        copied
            ? new Incarnation.Drawn(number, ++drawn)
            : new Incarnation.Drawn(BEFORE_THE_COPYING, 1);
  }

  void copy() {
    copied = true;
  }
}
