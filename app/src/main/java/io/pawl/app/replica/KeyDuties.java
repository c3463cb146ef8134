// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import java.util.List;

/** What a replica does about its keys besides deciding: it opens, copies and counts them. */
record KeyDuties(KeyOpening opening, KeyCopying copying, KeyTally tally) {

  /** A ring is about to be committed. */
  void beforeCommit(LogPosition position, KeyRing.Filled ring, List<Accepted> registrations) {
    copying.beforeCommit(position, ring, registrations);
    tally.expect(ring);
  }

  /** The store's state was replaced as a whole. */
  void replaced() {
    copying.replaced();
    tally.countAnew();
  }
}
