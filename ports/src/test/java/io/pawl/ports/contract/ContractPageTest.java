// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page is the contract only if it says what the kit does. */
class ContractPageTest {

  @Test
  void page_and_kit_name_the_same_tests_under_each_rule() throws IOException {
    assertThat(ContractPage.written().tests()).isEqualTo(ContractPage.tested().tests());
  }

  @Test
  void page_and_kit_name_the_same_broken_stores_under_each_rule() throws IOException {
    assertThat(ContractPage.written().breakers()).isEqualTo(ContractPage.tested().breakers());
  }

  /** A rule that has never failed is unproven. */
  @Test
  void every_rule_has_a_store_that_breaks_it() {
    assertThat(ContractPage.tested().breakers().keySet())
        .isEqualTo(ContractPage.tested().tests().keySet());
  }

  @Test
  void rules_are_numbered_without_a_gap() {
    ImmutableSet<Integer> rules = ContractPage.tested().tests().keySet();

    assertThat(rules)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, rules.size()).boxed().toList());
  }
}
