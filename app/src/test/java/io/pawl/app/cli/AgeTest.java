// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.CreatedAt;
import org.junit.jupiter.api.Test;

final class AgeTest {

  @Test
  void an_age_is_what_has_passed_by_the_clock_of_who_asks() {
    assertThat(Age.seconds(new CreatedAt.Recorded(1_000), () -> 63_999)).hasValue(62);
  }

  @Test
  void a_key_of_a_clock_that_is_ahead_has_age_0() {
    assertThat(Age.seconds(new CreatedAt.Recorded(9_000), () -> 1_000)).hasValue(0);
  }

  @Test
  void what_was_not_recorded_or_is_in_no_calendar_has_no_age() {
    assertThat(Age.seconds(CreatedAt.UNRECORDED, () -> 1)).isEmpty();
    assertThat(Age.seconds(new CreatedAt.Recorded(-1), () -> 1)).isEmpty();
  }

  @Test
  void people_read_the_two_largest_units() {
    assertThat(Age.inWords(0)).isEqualTo("0m 0s");
    assertThat(Age.inWords(61)).isEqualTo("1m 1s");
    assertThat(Age.inWords(3_660)).isEqualTo("1h 1m");
    assertThat(Age.inWords(90_000)).isEqualTo("1d 1h");
  }
}
