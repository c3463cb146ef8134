// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void the_array_they_are_made_of_stays_the_callers() {
    byte[] array = {1, 2, 3};
    Bytes bytes = Bytes.copyOf(array);

    array[0] = 9;

    assertThat(bytes).isEqualTo(Bytes.ofHex("010203"));
  }

  @Test
  void the_array_they_give_is_the_callers() {
    Bytes bytes = Bytes.ofHex("010203");

    bytes.toArray()[0] = 9;

    assertThat(bytes.toArray()).containsExactly(1, 2, 3);
  }

  @Test
  void they_compare_by_content() {
    assertThat(Bytes.ofHex("00ff"))
        .isEqualTo(Bytes.copyOf(new byte[] {0, -1}))
        .hasSameHashCodeAs(Bytes.copyOf(new byte[] {0, -1}))
        .isNotEqualTo(Bytes.ofHex("00fe"))
        .isNotEqualTo("00ff");
    assertThat(Bytes.ofHex("00ff").hashCode()).isNotEqualTo(Bytes.ofHex("00fe").hashCode());
  }

  @Test
  void their_order_is_unsigned_and_a_beginning_comes_before_the_whole() {
    assertThat(Bytes.ofHex("7f")).isLessThan(Bytes.ofHex("80"));
    assertThat(Bytes.ofHex("80")).isLessThan(Bytes.ofHex("8000"));
    assertThat(Bytes.ofHex("ff")).isGreaterThan(Bytes.ofHex("00ff"));
    assertThat(Bytes.ofHex("ff")).isEqualByComparingTo(Bytes.ofHex("ff"));
  }

  @Test
  void they_are_empty_when_there_are_none() {
    assertThat(Bytes.EMPTY.isEmpty()).isTrue();
    assertThat(Bytes.EMPTY.length()).isZero();
    assertThat(Bytes.ofHex("00").isEmpty()).isFalse();
    assertThat(Bytes.ofHex("00").length()).isEqualTo(1);
  }

  @Test
  void their_hex_is_lower_case() {
    assertThat(Bytes.ofHex("00AbFf").toHex()).isEqualTo("00abff");
  }

  @Test
  void what_is_not_hex_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("0"));
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("zz"));
  }

  @Test
  void they_print_their_length_only() {
    assertThat(Bytes.ofHex("abcdef")).hasToString("Bytes[3]");
  }
}
