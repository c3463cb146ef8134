// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Inserted;
import io.pawl.domain.writer.RegistrationOutcome.Refused;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.RegistrationOutcome.RolledBack;
import io.pawl.domain.writer.RegistrationOutcome.SlotTaken;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRegistry;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From registrations to what the store must remember of them. */
public final class RegistrationDecisions {

  private RegistrationDecisions() {}

  public static Decision<RegistrationOutcome> one(WriterRows rows, Registration registration) {
    RegistrationOutcome outcome = WriterRegistry.decide(rows, registration);
    return new Decision<>(outcome, changesOf(outcome));
  }

  /**
   * Decides in order, each registration on top of the ones before it. It is one atomic step: if any
   * is refused, every outcome is reported and nothing changes.
   */
  public static Decision<List<RegistrationOutcome>> all(
      WriterRows rows, List<Registration> registrations) {
    Map<WriterKey, WriterRow> decided = new HashMap<>();
    WriterRows overlay = key -> Optional.ofNullable(decided.get(key)).or(() -> rows.find(key));
    List<RegistrationOutcome> outcomes = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (Registration registration : registrations) {
      RegistrationOutcome outcome = WriterRegistry.decide(overlay, registration);
      outcomes.add(outcome);
      changes.addAll(changesOf(outcome));
      if (outcome instanceof Accepted accepted) {
        decided.put(registration.key(), accepted.row());
      }
    }
    boolean refused = outcomes.stream().anyMatch(Refused.class::isInstance);
    return new Decision<>(List.copyOf(outcomes), refused ? List.of() : changes);
  }

  private static List<Change> changesOf(RegistrationOutcome outcome) {
    return outcome.match(ROW_TO_STORE);
  }

  private static List<Change> put(Accepted accepted) {
    return List.of(new RowPut(new StoredRow(accepted.registration().key(), accepted.row())));
  }

  private static final RegistrationOutcome.Cases<List<Change>> ROW_TO_STORE =
      new RegistrationOutcome.Cases<>() {
        @Override
        public List<Change> inserted(Inserted outcome) {
          return put(outcome);
        }

        @Override
        public List<Change> advanced(Advanced outcome) {
          return put(outcome);
        }

        @Override
        public List<Change> replayed(Replayed outcome) {
          return List.of();
        }

        @Override
        public List<Change> slotTaken(SlotTaken outcome) {
          return List.of();
        }

        @Override
        public List<Change> cloned(RegistrationOutcome.Cloned outcome) {
          return List.of();
        }

        @Override
        public List<Change> rolledBack(RolledBack outcome) {
          return List.of();
        }
      };
}
