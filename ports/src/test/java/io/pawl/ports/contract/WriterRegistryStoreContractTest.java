// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Watches the watchers: a store with one thing wrong fails the rule about it, and no other. */
class WriterRegistryStoreContractTest {
  static final List<Class<?>> BROKEN_STORES = ContractPage.brokenStores().toList();

  /** Failing is what these do: nothing is printed, remembered or made smaller. */
  private static final Map<String, String> QUIET =
      Map.of(
          "jqwik.reporting.usejunitplatform", "true",
          "jqwik.database", "",
          "jqwik.shrinking.default", "OFF",
          "jqwik.edgecases.default", "NONE");

  @ParameterizedTest
  @FieldSource("BROKEN_STORES")
  void a_broken_store_fails_exactly_its_rule(Class<?> broken) {
    Set<Integer> failed =
        Stream.of("junit-jupiter", "jqwik")
            .flatMap(engine -> failedTests(engine, broken))
            .flatMap(test -> ContractPage.ruleOf(test).stream())
            .collect(Collectors.toSet());

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
    assertThat(failedTests("jqwik", broken)).contains("every_story_ends_like_that_of_a_plain_map");
  }

  private static Stream<String> failedTests(String engine, Class<?> broken) {
    return EngineTestKit.engine(engine)
        .enableImplicitConfigurationParameters(true)
        .configurationParameters(QUIET)
        .selectors(selectClass(broken))
        .execute()
        .testEvents()
        .failed()
        .map(Event::getTestDescriptor)
        .flatMap(test -> test.getSource().stream())
        .map(source -> ((MethodSource) source).getMethodName());
  }
}
