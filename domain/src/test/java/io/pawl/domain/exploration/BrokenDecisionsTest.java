// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.exploration.Findings.Violated;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Cloned;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.RegistrationOutcome.RolledBack;
import io.pawl.domain.writer.RegistrationOutcome.SlotTaken;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Decisions with one thing wrong. An exploration that let them pass would prove nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenDecisionsTest {

  @Test
  void taking_an_equal_epoch_for_a_repeated_request_reuses_a_nonce() {
    Decision broken =
        (rows, registration) ->
            production(rows, registration) instanceof Cloned cloned
                ? new Replayed(registration, cloned.held())
                : production(rows, registration);

    assertThat(found("safe", broken, Invariant.NO_NONCE_REUSE)).hasSize(6);
  }

  @Test
  void taking_an_equal_epoch_for_a_new_one_reuses_a_nonce() {
    Decision broken =
        (rows, registration) ->
            production(rows, registration) instanceof Cloned cloned
                ? new Advanced(registration, cloned.held(), row(cloned.held(), registration))
                : production(rows, registration);

    assertThat(found("safe", broken, Invariant.NO_NONCE_REUSE)).hasSize(6);
  }

  @Test
  void accepting_an_earlier_epoch_reuses_a_nonce() {
    Decision broken =
        (rows, registration) ->
            production(rows, registration) instanceof RolledBack rolledBack
                ? new Replayed(registration, rolledBack.held())
                : production(rows, registration);

    assertThat(found("single_safe", broken, Invariant.NO_NONCE_REUSE)).isNotEmpty();
  }

  @Test
  void forgetting_the_row_reuses_a_nonce() {
    Decision broken = (rows, registration) -> production(key -> Optional.empty(), registration);

    assertThat(found("single_safe", broken, Invariant.NO_NONCE_REUSE)).hasSize(8);
  }

  @Test
  void keeping_the_old_incarnation_when_the_epoch_advances_reuses_a_nonce() {
    Decision broken =
        (rows, registration) ->
            production(rows, registration) instanceof Advanced advanced
                ? new Advanced(registration, advanced.before(), stale(advanced))
                : production(rows, registration);

    assertThat(found("safe", broken, Invariant.NO_NONCE_REUSE)).isNotEmpty();
  }

  @Test
  void overlooking_the_owner_lets_another_node_into_the_slot() {
    Decision broken =
        (rows, registration) ->
            production(rows, registration) instanceof SlotTaken taken
                ? production(rows, asIfFromTheOwner(taken))
                : production(rows, registration);

    assertThat(found("safe_collision", broken, Invariant.HOLDERS_OWN_THE_SLOT)).hasSize(4);
  }

  @Test
  void writing_a_row_anew_for_every_acceptance_forgets_its_first_epoch() {
    Decision broken =
        (rows, registration) ->
            production(rows, registration) instanceof Advanced
                ? production(key -> Optional.empty(), registration)
                : production(rows, registration);

    assertThat(found("single_safe", broken, Invariant.ROWS_ONLY_ADVANCE)).isNotEmpty();
  }

  private static List<Action> found(String configuration, Decision broken, Invariant expected) {
    Findings findings = Exploration.of(Configuration.named(configuration).only(expected), broken);

    assertThat(findings).isInstanceOf(Violated.class);
    return ((Violated) findings).steps();
  }

  private static RegistrationOutcome production(WriterRows rows, Registration registration) {
    return Decision.PRODUCTION.decide(rows, registration);
  }

  private static WriterRow row(WriterRow held, Registration registration) {
    return new WriterRow(
        held.owner(), held.firstSeen(), registration.epoch(), registration.incarnation());
  }

  private static WriterRow stale(Advanced advanced) {
    WriterRow before = advanced.before();
    return new WriterRow(
        before.owner(), before.firstSeen(), advanced.row().lastSeen(), before.incarnation());
  }

  private static Registration asIfFromTheOwner(SlotTaken taken) {
    Registration registration = taken.registration();
    return new Registration(
        registration.dek(), taken.held().owner(), registration.epoch(), registration.incarnation());
  }
}
