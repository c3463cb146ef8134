// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.pawl.app.sidecar.BrokenSidecars.BeginsWithASpentEpoch;
import io.pawl.app.sidecar.BrokenSidecars.BelievesItselfMoreThanTheStore;
import io.pawl.app.sidecar.BrokenSidecars.ForgetsOnClose;
import io.pawl.app.sidecar.BrokenSidecars.GoesOnWhenClosed;
import io.pawl.app.sidecar.BrokenSidecars.IsAlwaysContent;
import io.pawl.app.sidecar.BrokenSidecars.KeepsAFewKeysOnly;
import io.pawl.app.sidecar.BrokenSidecars.KnowsNoKeysApart;
import io.pawl.app.sidecar.BrokenSidecars.LetsAnEpochBeSpentTwice;
import io.pawl.app.sidecar.BrokenSidecars.LetsItsPositionGoBack;
import io.pawl.app.sidecar.BrokenSidecars.PassesOverTheRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Watches the watchers: a sidecar with one thing wrong fails the rule about it. */
final class SidecarContractTest {

  /** Each rule, and a sidecar that breaks it. */
  enum Rule {
    SC1(BeginsWithASpentEpoch.class),
    SC2(KnowsNoKeysApart.class),
    SC3(LetsAnEpochBeSpentTwice.class),
    SC4(PassesOverTheRegistry.class),
    SC5(IsAlwaysContent.class),
    SC6(LetsItsPositionGoBack.class),
    SC7(BelievesItselfMoreThanTheStore.class),
    SC8(KeepsAFewKeysOnly.class),
    SC9(GoesOnWhenClosed.class),
    SC10(ForgetsOnClose.class);

    private final Class<?> broken;

    Rule(Class<?> broken) {
      this.broken = broken;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_broken_sidecar_fails_its_rule(Rule rule) {
    assertThat(failedRules(rule.broken)).contains(rule.name());
  }

  @Test
  void every_rule_has_a_sidecar_that_breaks_it() {
    Set<String> rules =
        Arrays.stream(SidecarContract.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(method -> ruleOf(method.getName()))
            .collect(Collectors.toSet());

    assertThat(Arrays.stream(Rule.values()).map(Rule::name))
        .containsExactlyInAnyOrderElementsOf(rules);
  }

  private static Set<String> failedRules(Class<?> broken) {
    return EngineTestKit.engine("junit-jupiter")
        .enableImplicitConfigurationParameters(true)
        .configurationParameters(Map.of())
        .selectors(selectClass(broken))
        .execute()
        .testEvents()
        .failed()
        .map(Event::getTestDescriptor)
        .flatMap(test -> test.getSource().stream())
        .map(source -> ruleOf(((MethodSource) source).getMethodName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String ruleOf(String method) {
    return method.substring(0, method.indexOf('_')).toUpperCase(Locale.ROOT);
  }
}
