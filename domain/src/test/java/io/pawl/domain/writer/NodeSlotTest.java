// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSlotTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 0xffff})
  void every_unsigned_16_bit_number_is_a_slot(int value) {
    assertThat(new NodeSlot(value).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0x1_0000, Integer.MAX_VALUE})
  void nothing_else_is_a_slot(int value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodeSlot(value))
        .withMessage("A slot is from 0 to 65535, not %d.", value);
  }

  @Test
  void slots_are_in_the_order_of_their_numbers() {
    assertThat(new NodeSlot(0x7fff)).isLessThan(new NodeSlot(0x8000));
    assertThat(new NodeSlot(2)).isGreaterThan(new NodeSlot(1));
    assertThat(new NodeSlot(2)).isEqualByComparingTo(new NodeSlot(2));
  }

  @Test
  void it_prints_as_four_digits() {
    assertThat(new NodeSlot(0xab)).hasToString("00ab");
  }
}
