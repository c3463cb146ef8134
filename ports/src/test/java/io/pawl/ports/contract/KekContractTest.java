// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.contract.ContractPage.Contract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Watches the watchers: a KEK with one thing wrong fails the rule about it, and no other. */
class KekContractTest {
  static final List<Class<?>> BROKEN_KEKS = Contract.KEK.broken().toList();

  @ParameterizedTest
  @FieldSource("BROKEN_KEKS")
  void a_broken_kek_fails_exactly_its_rule(Class<?> broken) {
    assertThat(Exam.rulesFailedBy(broken)).containsExactly(ContractPage.ruleBrokenBy(broken));
  }
}
