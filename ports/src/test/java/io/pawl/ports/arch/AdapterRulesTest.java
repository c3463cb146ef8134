// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.arch;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.pawl.ports.example.SortedFileEngine;
import io.pawl.ports.offending.crowded.SecondPublicClass;
import io.pawl.ports.offending.leaky.LeakyEngine;
import io.pawl.ports.offending.untested.UntestedEngine;
import org.junit.jupiter.api.Test;

/** Each rule about adapters catches an adapter that breaks it. */
final class AdapterRulesTest {

  @Test
  void a_second_public_class_is_caught() {
    assertThat(
            violates(
                AdapterRules.theEngineIsTheOnePublicClassOf(alwaysTrue()), SecondPublicClass.class))
        .isTrue();
  }

  @Test
  void a_type_of_a_library_in_a_signature_is_caught() {
    assertThat(violates(AdapterRules.engineTypesStayInsideOf(alwaysTrue()), LeakyEngine.class))
        .isTrue();
  }

  @Test
  void an_engine_without_contract_tests_is_caught() {
    assertThat(violates(AdapterRules.every_engine_runs_its_contracts, UntestedEngine.class))
        .isTrue();
  }

  @Test
  void the_example_engine_keeps_the_rules() {
    assertThat(violates(AdapterRules.every_engine_runs_its_contracts, SortedFileEngine.class))
        .isFalse();
    assertThat(violates(AdapterRules.engineTypesStayInsideOf(alwaysTrue()), SortedFileEngine.class))
        .isFalse();
  }

  private static boolean violates(ArchRule rule, Class<?> type) {
    JavaClasses classes = new ClassFileImporter().importPackagesOf(type);
    return rule.evaluate(classes).hasViolation();
  }
}
