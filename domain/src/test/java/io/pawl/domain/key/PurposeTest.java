// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurposeTest {

  @Test
  void storage_is_1_and_raft_is_2() {
    assertThat(Purpose.STORAGE.code()).isEqualTo(1);
    assertThat(Purpose.RAFT.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void every_purpose_is_found_by_its_code(Purpose purpose) {
    assertThat(Purpose.ofCode(purpose.code())).contains(purpose);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3, 0xff})
  void no_other_code_is_a_purpose(int code) {
    assertThat(Purpose.ofCode(code)).isEmpty();
  }
}
