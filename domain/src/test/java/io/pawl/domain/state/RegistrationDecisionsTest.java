// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Cloned;
import io.pawl.domain.writer.RegistrationOutcome.Inserted;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.RegistrationOutcome.RolledBack;
import io.pawl.domain.writer.RegistrationOutcome.SlotTaken;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationDecisionsTest {
  private static final WriterRows NOBODY = key -> Optional.empty();
  private static final NodeId NODE = new NodeId(0x0001_d4c0L);
  private static final NodeId SLOT_MATE = new NodeId(0x0002_d4c0L);
  private static final Incarnation LOAD = new Incarnation.Drawn(1, 1);
  private static final Incarnation ANOTHER_LOAD = new Incarnation.Drawn(1, 2);

  @Test
  void an_inserted_row_is_put() {
    Registration registration = register(NODE, 3, LOAD);

    assertThat(RegistrationDecisions.one(NOBODY, registration).changes())
        .containsExactly(put(registration, row(3, 3, LOAD)));
  }

  @Test
  void an_advanced_row_is_put() {
    Registration registration = register(NODE, 6, ANOTHER_LOAD);

    assertThat(
            RegistrationDecisions.one(key -> Optional.of(row(3, 5, LOAD)), registration).changes())
        .containsExactly(put(registration, row(3, 6, ANOTHER_LOAD)));
  }

  @Test
  void a_replay_and_a_refusal_put_nothing() {
    assertUnchanged(register(NODE, 5, LOAD), Replayed.class);
    assertUnchanged(register(SLOT_MATE, 6, LOAD), SlotTaken.class);
    assertUnchanged(register(NODE, 5, ANOTHER_LOAD), Cloned.class);
    assertUnchanged(register(NODE, 4, LOAD), RolledBack.class);
  }

  @Test
  void of_two_that_advance_one_row_the_second_stands_on_the_first() {
    Registration first = register(NODE, 3, LOAD);
    Registration second = register(NODE, 4, ANOTHER_LOAD);

    Decision<List<RegistrationOutcome>> decision =
        RegistrationDecisions.all(NOBODY, List.of(first, second));

    assertThat(decision.outcome())
        .containsExactly(
            new Inserted(first, row(3, 3, LOAD)),
            new Advanced(second, row(3, 3, LOAD), row(3, 4, ANOTHER_LOAD)));
    assertThat(decision.changes())
        .containsExactly(put(first, row(3, 3, LOAD)), put(second, row(3, 4, ANOTHER_LOAD)));
  }

  @Test
  void one_refusal_leaves_everything_unchanged_and_every_answer_is_still_given() {
    Registration accepted = register(NODE, 3, LOAD);
    Registration refused = register(SLOT_MATE, 9, LOAD);
    Registration behind = register(NODE, 4, LOAD);

    Decision<List<RegistrationOutcome>> decision =
        RegistrationDecisions.all(NOBODY, List.of(accepted, refused, behind));

    assertThat(decision.outcome())
        .containsExactly(
            new Inserted(accepted, row(3, 3, LOAD)),
            new SlotTaken(refused, row(3, 3, LOAD)),
            new Advanced(behind, row(3, 3, LOAD), row(3, 4, LOAD)));
    assertThat(decision.changes()).isEmpty();
  }

  private static void assertUnchanged(
      Registration registration, Class<? extends RegistrationOutcome> outcome) {
    Decision<RegistrationOutcome> decision =
        RegistrationDecisions.one(key -> Optional.of(row(3, 5, LOAD)), registration);

    assertThat(decision.outcome()).isInstanceOf(outcome);
    assertThat(decision.changes()).isEmpty();
  }

  private static RowPut put(Registration registration, WriterRow row) {
    return new RowPut(new StoredRow(registration.key(), row));
  }

  private static Registration register(NodeId node, int epoch, Incarnation incarnation) {
    return new Registration(new DekId(7), node, new LocalEpoch(epoch), incarnation);
  }

  private static WriterRow row(int first, int last, Incarnation incarnation) {
    return new WriterRow(NODE, new LocalEpoch(first), new LocalEpoch(last), incarnation);
  }
}
