// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.RegistrationOutcome;
import java.util.List;

/** What applying an entry came to. */
public sealed interface Applied {

  /** The entry's registrations were accepted, in the entry's order, and are stored. */
  record Accepted(LogPosition position, List<RegistrationOutcome.Accepted> registrations)
      implements Applied {

    public Accepted {
      registrations = List.copyOf(registrations);
    }
  }

  /** The entry was applied before; the store stands at {@code stored}. */
  record Skipped(LogPosition position, LogPosition stored) implements Applied {}
}
