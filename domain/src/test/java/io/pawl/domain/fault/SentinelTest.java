// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentinelTest {

  /** Programs match on the names and scripts on the codes: a line here only ever is added. */
  @Test
  void names_and_exit_codes_are_the_published_ones() throws IOException {
    assertThat(Stream.of(Sentinel.values()).map(s -> s.name() + " " + s.exitClass().code()))
        .containsExactlyInAnyOrderElementsOf(published().lines().toList());
  }

  @ParameterizedTest
  @EnumSource
  void a_name_is_upper_case_words(Sentinel sentinel) {
    assertThat(sentinel.name()).matches("[A-Z]+(_[A-Z]+)*");
  }

  @ParameterizedTest
  @EnumSource
  void meaning_and_remedy_are_one_line_of_whole_sentences(Sentinel sentinel) {
    assertThat(sentinel.meaning()).matches("[A-Z].*\\.");
    assertThat(sentinel.remedy()).matches("[A-Z].*\\.");
  }

  @ParameterizedTest
  @EnumSource
  void a_remedy_is_not_the_meaning_again(Sentinel sentinel) {
    assertThat(sentinel.remedy()).isNotEqualTo(sentinel.meaning());
  }

  @ParameterizedTest
  @EnumSource
  void no_error_exits_as_a_success(Sentinel sentinel) {
    assertThat(sentinel.exitClass()).isNotEqualTo(ExitClass.OK);
  }

  private static String published() throws IOException {
    try (InputStream stream = SentinelTest.class.getResourceAsStream("sentinels.txt")) {
      byte[] bytes = Objects.requireNonNull(stream, "sentinels.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
