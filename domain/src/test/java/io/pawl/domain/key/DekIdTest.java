// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DekIdTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 0x8000_0000L, 0xffff_ffffL})
  void every_unsigned_32_bit_number_but_0_is_an_id(long value) {
    assertThat(new DekId(value)).hasToString(Long.toString(value));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 0x1_0000_0000L, Long.MAX_VALUE})
  void nothing_else_is_an_id(long value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DekId(value))
        .withMessage("A key id is from 1 to 4294967295, not %d.", value);
  }

  @Test
  void only_0_is_reserved() {
    assertThat(DekId.isReserved(0)).isTrue();
    assertThat(DekId.isReserved(1)).isFalse();
  }

  @Test
  void ids_are_in_the_order_of_their_numbers() {
    assertThat(new DekId(0x7fff_ffffL)).isLessThan(new DekId(0x8000_0000L));
    assertThat(new DekId(2)).isGreaterThan(new DekId(1));
    assertThat(new DekId(2)).isEqualByComparingTo(new DekId(2));
  }
}
