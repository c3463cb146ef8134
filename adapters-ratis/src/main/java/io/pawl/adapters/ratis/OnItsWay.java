// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driving.Reservation;
import java.util.List;
import java.util.stream.Stream;

/** What the leader that admitted a proposal remembers of it until its entry is applied. */
sealed interface OnItsWay {

  Reservation reservation();

  /** The answer if it is not appended after all. */
  NotAdmitted refusal();

  /** The answer, from what came of the entry. */
  Outcome completing(Outcome applied);

  /** Registrations; what was turned away of them stays so. */
  record Writers(Reservation reservation, List<Registration> proposed, List<Fate> turnedAway)
      implements OnItsWay {

    public Writers {
      proposed = List.copyOf(proposed);
      turnedAway = List.copyOf(turnedAway);
    }

    @Override
    public Outcome completing(Outcome applied) {
      return applied instanceof Outcome.OfWriters writers && !turnedAway.isEmpty()
          ? new Outcome.OfWriters(
              Stream.concat(writers.fates().stream(), turnedAway.stream()).toList())
          : applied;
    }

    @Override
    public NotAdmitted refusal() {
      Stream<Fate> busy =
          proposed.stream()
              .filter(
                  registration ->
                      turnedAway.stream()
                          .noneMatch(fate -> fate.registration().equals(registration)))
              .map(Fate.Busy::new);
      return NotAdmitted.with(Stream.concat(turnedAway.stream(), busy).toList());
    }
  }

  /** A change of the key ring. */
  record Keys(Reservation reservation) implements OnItsWay {
    @Override
    public Outcome completing(Outcome applied) {
      return applied;
    }

    @Override
    public NotAdmitted refusal() {
      return NotAdmitted.with(new KeyFate.Busy());
    }
  }
}
