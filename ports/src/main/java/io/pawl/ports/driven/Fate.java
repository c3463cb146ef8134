// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;

/** What became of a registration, as far as the one who asked can know. */
public sealed interface Fate {

  Registration registration();

  /** It is committed: the writer may use the epoch. */
  record Accepted(Registration registration, Kind kind, long index, WriterRow row)
      implements Fate {}

  /** The registry holds something that stands in the way; nothing has changed. */
  record Refused(Registration registration, Sentinel sentinel, WriterRow held) implements Fate {}

  /** It may not be asked at all; nothing has changed. */
  record Inadmissible(Registration registration, Sentinel sentinel) implements Fate {}

  /** Another change of the slot was on its way; nothing has changed. Ask again. */
  record Busy(Registration registration) implements Fate {}

  /** No leader could be reached; nothing has changed. Ask again. */
  record NoLeader(Registration registration) implements Fate {}

  /** It may or may not be committed. Asking again with the same incarnation is safe and tells. */
  record Unknown(Registration registration) implements Fate {}

  /** How an accepted registration met the registry. */
  enum Kind {
    /** The first one at its key and slot. */
    INSERTED,
    /** A higher epoch of the slot's owner. */
    ADVANCED,
    /** The same load asked again. */
    REPLAYED
  }
}
