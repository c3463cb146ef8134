// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimeBudgetTest {

  @Test
  void a_pause_takes_place_only_where_there_is_time_for_it() {
    assertThat(TimeBudget.of(Duration.ofMinutes(1)).pause()).isTrue();
    assertThat(TimeBudget.of(Duration.ofMillis(1)).pause()).isFalse();
  }

  @Test
  void pauses_end_when_the_time_is_over() {
    TimeBudget budget = TimeBudget.of(Duration.ofMillis(200));
    int pauses = 0;
    while (budget.pause()) {
      pauses++;
    }

    assertThat(pauses).isBetween(1, 10);
  }

  @Test
  void an_interrupted_thread_does_not_pause_and_stays_interrupted() {
    Thread.currentThread().interrupt();

    assertThat(TimeBudget.of(Duration.ofMinutes(1)).pause()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void no_time_is_left_when_it_is_over() {
    assertThat(TimeBudget.of(Duration.ZERO).left()).isEqualTo(Duration.ZERO);
  }
}
