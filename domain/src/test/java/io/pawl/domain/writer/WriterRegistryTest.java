// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Cloned;
import io.pawl.domain.writer.RegistrationOutcome.Inserted;
import io.pawl.domain.writer.RegistrationOutcome.Refused;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.RegistrationOutcome.RolledBack;
import io.pawl.domain.writer.RegistrationOutcome.SlotTaken;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriterRegistryTest {
  private static final DekId DEK = new DekId(7);
  private static final NodeId NODE = new NodeId(0x08b3_7b07_b558_d4c0L);
  private static final NodeId SLOT_MATE = new NodeId(0x1122_3344_5566_d4c0L);
  private static final Incarnation LOAD = new Incarnation.Drawn(1, 1);
  private static final Incarnation ANOTHER_LOAD = new Incarnation.Drawn(1, 2);

  @Test
  void the_first_registration_is_inserted_with_whatever_epoch() {
    Registration registration = register(NODE, 5, LOAD);

    assertThat(WriterRegistry.decide(key -> Optional.empty(), registration))
        .isEqualTo(new Inserted(registration, row(5, 5, LOAD)));
  }

  @Test
  void the_row_is_looked_up_at_the_deks_and_the_nodes_slot() {
    Registration registration = register(NODE, 6, LOAD);
    WriterKey key = new WriterKey(DEK, new NodeSlot(0xd4c0));
    WriterRows rows = asked -> Optional.of(row(3, 5, LOAD)).filter(row -> asked.equals(key));

    assertThat(WriterRegistry.decide(rows, registration)).isInstanceOf(Advanced.class);
  }

  @Test
  void a_higher_epoch_advances_the_row_and_keeps_its_first() {
    WriterRow before = row(3, 5, LOAD);
    Registration registration = register(NODE, 9, ANOTHER_LOAD);

    assertThat(decide(before, registration))
        .isEqualTo(new Advanced(registration, before, row(3, 9, ANOTHER_LOAD)));
  }

  @Test
  void the_same_load_asking_again_is_a_replay() {
    WriterRow held = row(3, 5, LOAD);
    Registration registration = register(NODE, 5, LOAD);

    assertThat(decide(held, registration)).isEqualTo(new Replayed(registration, held));
  }

  @Test
  void two_absent_incarnations_are_the_same_load() {
    WriterRow held = row(3, 5, Incarnation.ABSENT);
    Registration registration = register(NODE, 5, new Incarnation.Absent());

    assertThat(decide(held, registration)).isEqualTo(new Replayed(registration, held));
  }

  @Test
  void another_node_finds_the_slot_taken_whatever_its_epoch() {
    WriterRow held = row(3, 5, LOAD);

    for (int epoch : new int[] {0, 5, 6, LocalEpoch.MAX}) {
      Registration registration = register(SLOT_MATE, epoch, LOAD);
      assertRefused(
          decide(held, registration), new SlotTaken(registration, held), Sentinel.SLOT_TAKEN);
    }
  }

  @Test
  void another_load_with_the_same_epoch_is_a_clone() {
    WriterRow held = row(3, 5, LOAD);
    Registration registration = register(NODE, 5, ANOTHER_LOAD);

    assertRefused(
        decide(held, registration), new Cloned(registration, held), Sentinel.WRITER_CLONED);
  }

  @Test
  void one_absent_incarnation_is_another_load() {
    Registration drawn = register(NODE, 5, LOAD);
    WriterRow heldAbsent = row(3, 5, Incarnation.ABSENT);
    Registration absent = register(NODE, 5, Incarnation.ABSENT);
    WriterRow heldDrawn = row(3, 5, LOAD);

    assertThat(decide(heldAbsent, drawn)).isEqualTo(new Cloned(drawn, heldAbsent));
    assertThat(decide(heldDrawn, absent)).isEqualTo(new Cloned(absent, heldDrawn));
  }

  @Test
  void a_lower_epoch_is_rolled_back_even_for_the_same_load() {
    WriterRow held = row(3, 5, LOAD);
    Registration registration = register(NODE, 4, LOAD);

    assertRefused(
        decide(held, registration), new RolledBack(registration, held), Sentinel.EPOCH_ROLLBACK);
  }

  @Test
  void an_epoch_between_first_and_last_is_still_rolled_back() {
    assertThat(decide(row(0, 5, LOAD), register(NODE, 0, LOAD))).isInstanceOf(RolledBack.class);
  }

  @Test
  void a_refusal_says_what_is_held_and_what_was_proposed() {
    Refused refusal = new Cloned(register(NODE, 5, ANOTHER_LOAD), row(3, 5, LOAD));

    assertThat(refusal.detail())
        .isEqualTo(
            "Held: node 08b37b07b558d4c0, epochs 3 to 5,"
                + " incarnation 00000000000000010000000000000001."
                + " Proposed: node 08b37b07b558d4c0 under key 7, epoch 5,"
                + " incarnation 00000000000000010000000000000002.");
  }

  @Test
  void every_outcome_is_matched_by_its_own_case() {
    Registration registration = register(NODE, 5, LOAD);
    WriterRow row = row(3, 5, LOAD);

    assertThat(name(new Inserted(registration, row))).isEqualTo("inserted");
    assertThat(name(new Advanced(registration, row, row))).isEqualTo("advanced");
    assertThat(name(new Replayed(registration, row))).isEqualTo("replayed");
    assertThat(name(new SlotTaken(registration, row))).isEqualTo("slot taken");
    assertThat(name(new Cloned(registration, row))).isEqualTo("cloned");
    assertThat(name(new RolledBack(registration, row))).isEqualTo("rolled back");
  }

  private static void assertRefused(
      RegistrationOutcome outcome, Refused expected, Sentinel sentinel) {
    assertThat(outcome).isEqualTo(expected);
    assertThat(expected.sentinel()).isEqualTo(sentinel);
    assertThat(expected.detail())
        .contains(expected.held().toString(), expected.registration().toString());
  }

  private static RegistrationOutcome decide(WriterRow row, Registration registration) {
    return WriterRegistry.decide(key -> Optional.of(row), registration);
  }

  private static Registration register(NodeId node, int epoch, Incarnation incarnation) {
    return new Registration(DEK, node, new LocalEpoch(epoch), incarnation);
  }

  private static WriterRow row(int first, int last, Incarnation incarnation) {
    return new WriterRow(NODE, new LocalEpoch(first), new LocalEpoch(last), incarnation);
  }

  private static String name(RegistrationOutcome outcome) {
    return outcome.match(new Names());
  }

  private static final class Names implements RegistrationOutcome.Cases<String> {
    @Override
    public String inserted(Inserted outcome) {
      return "inserted";
    }

    @Override
    public String advanced(Advanced outcome) {
      return "advanced";
    }

    @Override
    public String replayed(Replayed outcome) {
      return "replayed";
    }

    @Override
    public String slotTaken(SlotTaken outcome) {
      return "slot taken";
    }

    @Override
    public String cloned(Cloned outcome) {
      return "cloned";
    }

    @Override
    public String rolledBack(RolledBack outcome) {
      return "rolled back";
    }
  }
}
