// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.entry.LogEntry;
import java.util.List;

/**
 * What the leader makes of a proposal. Every registration is either in the entry or turned away.
 */
public sealed interface Ruling {

  /** In the order they were proposed. */
  List<TurnedAway> turnedAway();

  /** The entry is to be appended, as long as the reservation holds. */
  record Append(LogEntry entry, Reservation reservation, List<TurnedAway> turnedAway)
      implements Ruling {

    public Append {
      turnedAway = List.copyOf(turnedAway);
    }
  }

  /** Nothing is left to append. */
  record Nothing(List<TurnedAway> turnedAway) implements Ruling {

    public Nothing {
      turnedAway = List.copyOf(turnedAway);
    }
  }
}
