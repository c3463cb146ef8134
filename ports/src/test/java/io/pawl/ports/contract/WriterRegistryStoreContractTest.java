// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.contract.ContractPage.Contract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches the watchers: a store with one thing wrong fails the rule about it, and no other. */
class WriterRegistryStoreContractTest {
  static final List<Class<?>> BROKEN_STORES = Contract.REGISTRY_STORE.broken().toList();

  @ParameterizedTest
  @FieldSource("BROKEN_STORES")
  void a_broken_store_fails_exactly_its_rule(Class<?> broken) {
    Set<Integer> failed = Exam.rulesFailedBy(broken);

    assertThat(failed).containsExactly(ContractPage.ruleBrokenBy(broken));
  }

  /**
   * A story has no rule of its own, but it can fail: for a read, a restart and a crash gone wrong.
   */
  @ParameterizedTest
  @ValueSource(
      classes = {
        BrokenRows.LetsThePositionGoBack.class,
        BrokenDisks.ForgetsOnClose.class,
        BrokenDisks.SyncsNothing.class
      })
  void a_story_of_a_broken_store_does_not_end_like_that_of_a_map(Class<?> broken) {
    assertThat(Exam.testsFailedBy(broken, "jqwik"))
        .contains("every_story_ends_like_that_of_a_plain_map");
  }
}
