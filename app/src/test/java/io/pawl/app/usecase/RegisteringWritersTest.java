// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.usecase.RegistrationAnswer.Exhausted;
import io.pawl.app.usecase.RegistrationAnswer.Fated;
import io.pawl.app.usecase.RegistrationAnswer.Unheard;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RegisteringWritersTest {
  private static final NodeId NODE = NodeId.of(new NodeName("n1"));
  private static final NodeId SAME_SLOT = new NodeId(NODE.bits() + (1L << 16));

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final AtomicInteger pauses = new AtomicInteger();
  private final RegisteringWriters registering =
      new RegisteringWriters(registry, () -> pauses.incrementAndGet() <= 20);

  @Test
  void the_first_free_epoch_is_0_and_the_next_one_after_the_highest() {
    assertThat(accepted(answer(next(1))).registration().epoch()).isEqualTo(new LocalEpoch(0));
    registry.decide(at(7, 2));

    Fate.Accepted later = accepted(answer(next(3)));

    assertThat(later.registration()).isEqualTo(at(8, 3));
    assertThat(later.kind()).isEqualTo(Fate.Kind.ADVANCED);
  }

  @Test
  void an_epoch_that_is_named_is_asked_for_and_no_other() {
    registry.decide(at(7, 1));

    Fate.Refused refused = (Fate.Refused) ((Fated) answer(exactly(6, 2))).fate();

    assertThat(refused.sentinel()).isEqualTo(Sentinel.EPOCH_ROLLBACK);
    assertThat(refused.registration()).isEqualTo(at(6, 2));
    assertThat(registry.calls()).hasSize(1);
  }

  @Test
  void of_two_loads_in_one_call_each_gets_an_epoch_of_its_own() {
    registry.decide(at(3, 1));

    List<RegistrationAnswer> answers =
        registering.register(List.of(next(2), exactly(9, 3), next(4)));

    assertThat(answers)
        .extracting(answer -> accepted(answer).registration())
        .containsExactly(at(4, 2), at(9, 3), at(10, 4));
    assertThat(registry.calls()).hasSize(1);
  }

  @Test
  void an_epoch_that_somebody_took_meanwhile_is_left_to_them() {
    registry.meanwhile(() -> registry.decide(at(0, 99)));
    registry.meanwhile(() -> registry.decide(at(5, 98)));

    assertThat(accepted(answer(next(1))).registration()).isEqualTo(at(6, 1));
  }

  @Test
  void a_race_that_is_lost_over_and_over_ends_in_its_refusal() {
    for (int epoch = 0; epoch < 50; epoch++) {
      Registration faster = at(epoch, 1000 + epoch);
      registry.meanwhile(() -> registry.decide(faster));
    }

    assertThat(((Fated) answer(next(1))).fate()).isInstanceOf(Fate.Refused.class);
    assertThat(registry.calls()).hasSize(6);
  }

  @Test
  void a_busy_slot_is_asked_again_after_a_pause() {
    registry.nextCallEndsIn(Fate.Busy::new).nextCallEndsIn(Fate.Busy::new);

    assertThat(accepted(answer(exactly(4, 1))).registration()).isEqualTo(at(4, 1));
    assertThat(pauses).hasValue(2);
  }

  @Test
  void a_slot_that_stays_busy_is_busy_once_patience_is_over() {
    for (int n = 0; n < 30; n++) {
      registry.nextCallEndsIn(Fate.Busy::new);
    }

    assertThat(((Fated) answer(exactly(4, 1))).fate()).isInstanceOf(Fate.Busy.class);
    assertThat(registry.calls()).hasSize(21);
  }

  @Test
  void of_many_only_the_busy_ones_are_asked_again() {
    registry.nextCallEndsIn(
        registration ->
            registration.equals(at(1, 1))
                ? new Fate.Busy(registration)
                : registry.decide(registration));
    WriterRequest other =
        new WriterRequest(new DekId(9), NODE, EpochChoice.NEXT_FREE, incarnation(2));

    List<RegistrationAnswer> answers = registering.register(List.of(exactly(1, 1), other));

    assertThat(answers)
        .extracting(answer -> accepted(answer).registration())
        .containsExactly(at(1, 1), other.at(new LocalEpoch(0)));
    assertThat(registry.calls().get(1)).containsExactly(at(1, 1));
  }

  @Test
  void what_is_unknown_is_answered_with_what_was_proposed_and_not_asked_again() {
    registry.nextCallEndsIn(Fate.Unknown::new);

    assertThat(((Fated) answer(next(1))).fate()).isEqualTo(new Fate.Unknown(at(0, 1)));
    assertThat(registry.calls()).hasSize(1);
  }

  @Test
  void behind_the_last_epoch_there_is_none_and_the_answer_says_so() {
    registry.decide(at(LocalEpoch.MAX, 1));

    RegistrationAnswer answer = answer(next(2));

    assertThat(answer).isInstanceOf(Exhausted.class);
    assertThat(((Exhausted) answer).held().lastSeen()).isEqualTo(new LocalEpoch(LocalEpoch.MAX));
    assertThat(registry.calls()).isEmpty();
  }

  @Test
  void whoever_takes_the_last_epoch_in_a_call_leaves_none_for_the_next_in_it() {
    registry.decide(at(LocalEpoch.MAX - 1, 1));

    List<RegistrationAnswer> answers = registering.register(List.of(next(2), next(3)));

    assertThat(accepted(answers.get(0)).registration()).isEqualTo(at(LocalEpoch.MAX, 2));
    assertThat(answers.get(1)).isInstanceOf(Exhausted.class);
  }

  @Test
  void the_epochs_of_a_slots_owner_are_not_counted_on_by_another_node() {
    registry.decide(
        new Registration(new DekId(1), SAME_SLOT, new LocalEpoch(LocalEpoch.MAX), incarnation(1)));

    Fate.Refused refused = (Fate.Refused) ((Fated) answer(next(2))).fate();

    assertThat(refused.sentinel()).isEqualTo(Sentinel.SLOT_TAKEN);
    assertThat(refused.held().owner()).isEqualTo(SAME_SLOT);
  }

  @Test
  void without_a_leader_to_read_from_nothing_is_proposed() {
    registry.withoutLeader();

    assertThat(answer(next(1)))
        .isEqualTo(new Unheard(next(1), Sentinel.NO_LEADER, "No member answered in time."));
    assertThat(registry.calls()).isEmpty();
  }

  private RegistrationAnswer answer(WriterRequest request) {
    return registering.register(List.of(request)).get(0);
  }

  private static Fate.Accepted accepted(RegistrationAnswer answer) {
    return (Fate.Accepted) ((Fated) answer).fate();
  }

  private static WriterRequest next(int incarnation) {
    return new WriterRequest(new DekId(1), NODE, EpochChoice.NEXT_FREE, incarnation(incarnation));
  }

  private static WriterRequest exactly(int epoch, int incarnation) {
    return new WriterRequest(
        new DekId(1),
        NODE,
        new EpochChoice.Exactly(new LocalEpoch(epoch)),
        incarnation(incarnation));
  }

  private static Registration at(int epoch, int incarnation) {
    return new Registration(new DekId(1), NODE, new LocalEpoch(epoch), incarnation(incarnation));
  }

  private static Incarnation.Drawn incarnation(long low) {
    return new Incarnation.Drawn(0, low);
  }
}
