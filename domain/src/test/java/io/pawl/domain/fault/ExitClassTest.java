// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExitClassTest {

  @Test
  void every_class_has_its_published_code() {
    Map<ExitClass, Integer> codes =
        Stream.of(ExitClass.values()).collect(Collectors.toMap(it -> it, ExitClass::code));

    assertThat(codes)
        .containsOnly(
            entry(ExitClass.OK, 0),
            entry(ExitClass.USAGE, 2),
            entry(ExitClass.NO_QUORUM, 10),
            entry(ExitClass.REFUSED, 11),
            entry(ExitClass.KEK, 12),
            entry(ExitClass.REGISTRATION_REFUSED, 13),
            entry(ExitClass.INTEGRITY, 14),
            entry(ExitClass.UNKNOWN_OUTCOME, 15),
            entry(ExitClass.HALTED, 16),
            entry(ExitClass.BUG, 70));
  }
}
