// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LogPositionTest {

  @Test
  void it_starts_at_0() {
    assertThat(new LogPosition(0, 0)).hasToString("(term 0, index 0)");
  }

  @Test
  void it_is_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogPosition(-1, 0))
        .withMessage("A position is not negative: (-1, 0).");
    assertThatIllegalArgumentException().isThrownBy(() -> new LogPosition(0, -1));
  }

  @Test
  void only_the_index_says_what_is_after_what() {
    assertThat(new LogPosition(1, 6).isAfter(new LogPosition(2, 5))).isTrue();
    assertThat(new LogPosition(2, 5).isAfter(new LogPosition(1, 5))).isFalse();
    assertThat(new LogPosition(2, 4).isAfter(new LogPosition(1, 5))).isFalse();
  }

  @Test
  void an_entry_follows_at_a_greater_index_in_no_smaller_term() {
    LogPosition behind = new LogPosition(2, 5);

    assertThat(new LogPosition(2, 6).mayFollow(behind)).isTrue();
    assertThat(new LogPosition(3, 9).mayFollow(behind)).isTrue();
    assertThat(new LogPosition(1, 6).mayFollow(behind)).isFalse();
    assertThat(new LogPosition(2, 5).mayFollow(behind)).isFalse();
    assertThat(new LogPosition(3, 5).mayFollow(behind)).isFalse();
  }
}
