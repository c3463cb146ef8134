// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.exploration.Findings.Held;
import io.pawl.domain.exploration.Findings.Tally;
import io.pawl.domain.exploration.Findings.Violated;
import io.pawl.domain.exploration.ModelReport.Failed;
import io.pawl.domain.exploration.ModelReport.Passed;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The TLA+ module and the production decision, explored by two programs, agree on every number. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ModelCheckerTest {

  @ParameterizedTest
  @ValueSource(strings = {"safe", "safe_collision", "single_safe"})
  void tlc_passes_and_counts_what_the_exploration_counts(String configuration) {
    Tally tally = ((Held) ProductionFindings.of(configuration)).tally();

    assertThat(ModelChecker.check(configuration))
        .isEqualTo(new Passed(tally.distinct(), tally.generated(), tally.depth()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gap_clone",
        "gap_apply",
        "single_restore_noinc",
        "single_restore_ungated",
        "limit_memory"
      })
  void tlc_reuses_a_nonce_after_as_many_steps_as_the_exploration(String configuration) {
    Violated violated = (Violated) ProductionFindings.of(configuration);

    assertThat(ModelChecker.check(configuration))
        .isEqualTo(new Failed("NoNonceReuse", violated.steps().size()));
  }

  @Test
  void a_run_that_stops_half_way_is_not_a_pass() {
    String log = "90 states generated, 44 distinct states found, 12 states left on queue.";

    assertThatThrownBy(() -> ModelReport.of(log)).hasMessageContaining("neither passed nor");
  }
}
