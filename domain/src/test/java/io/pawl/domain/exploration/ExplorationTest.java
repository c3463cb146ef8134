// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.exploration.Findings.Held;
import io.pawl.domain.exploration.Findings.Tally;
import io.pawl.domain.exploration.Findings.Violated;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExplorationTest {

  @ParameterizedTest
  @ValueSource(strings = {"safe", "safe_collision", "single_safe"})
  void no_interleaving_reuses_a_nonce(String configuration) {
    Findings findings = ProductionFindings.of(configuration);

    assertThat(findings).isInstanceOf(Held.class);
  }

  @ParameterizedTest
  @CsvSource({
    "gap_clone, 6",
    "gap_apply, 4",
    "single_restore_noinc, 8",
    "single_restore_ungated, 6",
    "limit_memory, 5"
  })
  void without_a_protection_a_nonce_is_reused(String configuration, int steps) {
    Findings findings = ProductionFindings.of(configuration);

    assertThat(findings)
        .isInstanceOfSatisfying(
            Violated.class,
            violated -> {
              assertThat(violated.invariant()).isEqualTo(Invariant.NO_NONCE_REUSE);
              assertThat(violated.steps()).as(violated.toString()).hasSize(steps);
            });
  }

  @Test
  void the_shortest_reuse_without_incarnations_is_a_story_of_six_steps() {
    Findings findings = ProductionFindings.of("gap_clone");

    assertThat(findings)
        .hasToString(
            """
            1. Process A boots and writes epoch 1 to its disk.
            2. Process A registers epoch 1: Inserted, it is the slot's first.
            3. Process A writes with nonce d4c0 0001 0000000000000001.
            4. Process B boots and writes epoch 1 to its disk.
            5. Process B registers epoch 1: Replayed, it passes for a repeated request.
            6. Process B writes with nonce d4c0 0001 0000000000000001.
            Process A and Process B have now both used nonce d4c0 0001 0000000000000001.""");
  }

  /** A proof about states that nobody reaches would be worth nothing. */
  @Test
  void the_safe_exploration_sees_every_step_answer_and_sight() {
    Tally tally = tally("safe");

    assertThat(tally.steps().elementSet())
        .containsExactlyInAnyOrder(
            "Boot",
            "Retry",
            "Register",
            "RegisterUnanswered",
            "Write",
            "Crash",
            "Backup",
            "Restore",
            "Clone");
    assertThat(tally.outcomes().elementSet())
        .containsExactlyInAnyOrder("Inserted", "Advanced", "Replayed", "Cloned", "RolledBack");
    assertThat(tally.sights().elementSet()).containsExactlyInAnyOrder(Sight.values());
  }

  @Test
  void the_collision_is_seen_and_refused() {
    Tally tally = tally("safe_collision");

    assertThat(tally.outcomes().count("SlotTaken")).isPositive();
    assertThat(tally.steps().count("Clone")).as("a disk of another node is no use").isZero();
  }

  @Test
  void both_colliding_nodes_really_share_the_slot() {
    Configuration collision = Configuration.named("safe_collision");

    assertThat(collision.contenders()).extracting(Contender::node).doesNotHaveDuplicates();
    assertThat(collision.contenders())
        .extracting(who -> who.node().slot())
        .containsOnly(collision.slot());
  }

  @Test
  void a_second_exploration_comes_to_the_same_findings() {
    Findings again = Exploration.of(Configuration.named("single_safe"), Decision.PRODUCTION);

    assertThat(again).isEqualTo(ProductionFindings.of("single_safe"));
  }

  private static Tally tally(String configuration) {
    return ((Held) ProductionFindings.of(configuration)).tally();
  }
}
