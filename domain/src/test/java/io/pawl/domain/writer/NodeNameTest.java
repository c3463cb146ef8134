// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {

  @Test
  void an_empty_name_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodeName(""))
        .withMessage("A node name is not empty.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "n1\ude00", "\ude00\ud83d"})
  void a_name_that_utf_8_cannot_carry_is_refused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodeName(value))
        .withMessage("A node name is well-formed Unicode.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", " ", "größe", "节点-1", "\ud83d\ude00"})
  void any_other_name_is_taken_as_it_is(String value) {
    assertThat(StandardCharsets.UTF_8.decode(new NodeName(value).utf8()).toString())
        .isEqualTo(value);
  }
}
