// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalEpochTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x8000, 0xffff})
  void every_unsigned_16_bit_number_is_an_epoch(int value) {
    assertThat(new LocalEpoch(value)).hasToString(Integer.toString(value));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0x1_0000, Integer.MAX_VALUE})
  void nothing_else_is_an_epoch(int value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalEpoch(value))
        .withMessage("An epoch is from 0 to 65535, not %d.", value);
  }

  @Test
  void only_a_greater_epoch_is_after_another() {
    LocalEpoch epoch = new LocalEpoch(0x8000);

    assertThat(epoch.isAfter(new LocalEpoch(0x7fff))).isTrue();
    assertThat(epoch.isAfter(epoch)).isFalse();
    assertThat(epoch.isAfter(new LocalEpoch(0x8001))).isFalse();
  }

  @Test
  void epochs_are_in_the_order_of_their_numbers() {
    assertThat(new LocalEpoch(0x7fff)).isLessThan(new LocalEpoch(0x8000));
    assertThat(new LocalEpoch(2)).isGreaterThan(new LocalEpoch(1));
    assertThat(new LocalEpoch(2)).isEqualByComparingTo(new LocalEpoch(2));
  }

  @Test
  void the_last_epochs_are_told_from_those_before() {
    assertThat(new LocalEpoch(0xFEFF).isNearTheLast()).isFalse();
    assertThat(new LocalEpoch(0xFF00).isNearTheLast()).isTrue();
    assertThat(new LocalEpoch(0xFF00).left()).isEqualTo(255);
    assertThat(new LocalEpoch(LocalEpoch.MAX).left()).isZero();
  }
}
