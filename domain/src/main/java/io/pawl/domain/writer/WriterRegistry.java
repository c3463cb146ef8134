// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Cloned;
import io.pawl.domain.writer.RegistrationOutcome.Inserted;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.RegistrationOutcome.RolledBack;
import io.pawl.domain.writer.RegistrationOutcome.SlotTaken;

/**
 * The one decision everything rests on. A pure function of what is registered and what is proposed:
 * the leader and every replica call it and come to the same answer.
 *
 * <p>It keeps two promises for each key and slot: the owner never changes, and an epoch is accepted
 * for one incarnation only. With the write count behind them, that makes every nonce unique.
 */
public final class WriterRegistry {

  private WriterRegistry() {}

  public static RegistrationOutcome decide(WriterRows rows, Registration registration) {
    return rows.find(registration.key())
        .map(row -> decide(row, registration))
        .orElseGet(() -> new Inserted(registration, WriterRow.first(registration)));
  }

  /** The order of the questions is part of the rule: ownership comes before any epoch. */
  private static RegistrationOutcome decide(WriterRow row, Registration registration) {
    if (!row.owner().equals(registration.node())) {
      return new SlotTaken(registration, row);
    }
    if (registration.epoch().isAfter(row.lastSeen())) {
      return new Advanced(registration, row, row.advancedBy(registration));
    }
    if (row.lastSeen().isAfter(registration.epoch())) {
      return new RolledBack(registration, row);
    }
    return row.incarnation().equals(registration.incarnation())
        ? new Replayed(registration, row)
        : new Cloned(registration, row);
  }
}
