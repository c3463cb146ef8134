// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import java.util.Optional;

/** A registration that does not reach the log, and why. */
public sealed interface TurnedAway {

  Registration registration();

  /** Empty if it is not refused: the same question later has an answer. */
  Optional<Sentinel> why();

  /** The registry holds something that stands in the way. */
  record Refused(RegistrationOutcome.Refused outcome) implements TurnedAway {
    @Override
    public Registration registration() {
      return outcome.registration();
    }

    @Override
    public Optional<Sentinel> why() {
      return Optional.of(outcome.sentinel());
    }
  }

  /** It may not be asked at all, whatever the registry holds. */
  record Inadmissible(Registration registration, Sentinel sentinel) implements TurnedAway {
    @Override
    public Optional<Sentinel> why() {
      return Optional.of(sentinel);
    }
  }

  /** Another change of the same slot is on its way. */
  record Busy(Registration registration) implements TurnedAway {
    @Override
    public Optional<Sentinel> why() {
      return Optional.empty();
    }
  }
}
