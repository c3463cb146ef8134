// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.fault.Sentinel;

/** What the leader makes of a key change that is asked for. */
public sealed interface KeyRuling {

  /** The keys are made; the entry is to be appended, as long as the reservation holds. */
  record Append(LogEntry entry, Reservation reservation) implements KeyRuling {}

  /**
   * It may not be, and asking again does not help by itself.
   *
   * @param detail both sides, in words
   */
  record Refused(Sentinel sentinel, String detail) implements KeyRuling {}

  /** Another change is on its way; the same question later has an answer. */
  record Busy() implements KeyRuling {}
}
