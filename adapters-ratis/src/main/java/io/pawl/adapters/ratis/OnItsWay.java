// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driving.Reservation;
import java.util.List;
import java.util.stream.Stream;

/** What the leader that admitted a proposal remembers of it until its entry is applied. */
record OnItsWay(Reservation reservation, List<Registration> proposed, List<Fate> turnedAway) {

  OnItsWay {
    proposed = List.copyOf(proposed);
    turnedAway = List.copyOf(turnedAway);
  }

  /** The answer: what was applied, and what this leader turned away of the same proposal. */
  List<Fate> completing(List<Fate> applied) {
    return Stream.concat(applied.stream(), turnedAway.stream()).toList();
  }

  /** Nothing of it was appended after all; what was turned away stays so. */
  NotAdmitted refusal() {
    Stream<Fate> busy =
        proposed.stream()
            .filter(
                registration ->
                    turnedAway.stream().noneMatch(fate -> fate.registration().equals(registration)))
            .map(Fate.Busy::new);
    return NotAdmitted.with(Stream.concat(turnedAway.stream(), busy).toList());
  }
}
