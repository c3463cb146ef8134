// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import java.util.ArrayList;
import java.util.List;

/** Registrations that are all accepted: each node of a fleet once under each key, then the next. */
final class Proposals {
  /** The nodes that register under each key. */
  static final int FLEET = 1_000;

  private long next;

  /** The next so many, as one proposal. */
  List<Registration> take(int count) {
    List<Registration> taken = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      taken.add(registration(next, 0));
      next++;
    }
    return taken;
  }

  /** What the writer of a row registers in an epoch of its own. */
  static Registration registration(long row, int epoch) {
    return new Registration(
        new DekId(1 + row / FLEET),
        new NodeId((1L << Short.SIZE) + row % FLEET),
        new LocalEpoch(epoch),
        new Incarnation.Drawn(row, epoch));
  }
}
