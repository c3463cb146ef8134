// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import io.pawl.ports.contract.ContractPage.Contract;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page is the contract only if it says what the kit does. */
class ContractPageTest {

  @ParameterizedTest
  @EnumSource
  void page_and_kit_name_the_same_tests_under_each_rule(Contract contract) throws IOException {
    assertThat(ContractPage.written(contract).tests())
        .isEqualTo(ContractPage.tested(contract).tests());
  }

  @ParameterizedTest
  @EnumSource
  void page_and_kit_name_the_same_broken_ones_under_each_rule(Contract contract)
      throws IOException {
    assertThat(ContractPage.written(contract).breakers())
        .isEqualTo(ContractPage.tested(contract).breakers());
  }

  /** A rule that has never failed is unproven. */
  @ParameterizedTest
  @EnumSource
  void every_rule_has_one_that_breaks_it(Contract contract) {
    assertThat(ContractPage.tested(contract).breakers().keySet())
        .isEqualTo(ContractPage.tested(contract).tests().keySet());
  }

  @ParameterizedTest
  @EnumSource
  void rules_are_numbered_without_a_gap(Contract contract) {
    ImmutableSet<Integer> rules = ContractPage.tested(contract).tests().keySet();

    assertThat(rules)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, rules.size()).boxed().toList());
  }
}
