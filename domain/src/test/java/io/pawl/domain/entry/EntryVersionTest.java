// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryVersionTest {

  @ParameterizedTest
  @EnumSource
  void every_version_is_found_by_its_code(EntryVersion version) {
    assertThat(EntryVersion.ofCode(version.code())).contains(version);
  }

  @Test
  void no_other_code_is_a_version() {
    assertThat(IntStream.rangeClosed(0, 0xff).filter(it -> EntryVersion.ofCode(it).isPresent()))
        .containsExactly(1, 2);
  }
}
