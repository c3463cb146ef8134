// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a kit against something that is expected to fail it. */
final class Exam {

  /** Failing is what these do: nothing is printed, remembered or made smaller. */
  private static final Map<String, String> QUIET =
      Map.of(
          "jqwik.reporting.usejunitplatform", "true",
          "jqwik.database", "",
          "jqwik.shrinking.default", "OFF",
          "jqwik.edgecases.default", "NONE");

  private Exam() {}

  static Set<Integer> rulesFailedBy(Class<?> broken) {
    return Stream.of("junit-jupiter", "jqwik")
        .flatMap(engine -> testsFailedBy(broken, engine))
        .flatMap(test -> ContractPage.ruleOf(test).stream())
        .collect(Collectors.toSet());
  }

  static Stream<String> testsFailedBy(Class<?> broken, String engine) {
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
