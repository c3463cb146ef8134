// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.pawl.ports.contract.DamageContract;
import io.pawl.ports.contract.SigkillContract;
import io.pawl.ports.contract.WriterRegistryStoreContract;
import io.pawl.ports.driven.StorageEngine;
import java.util.List;

/**
 * What every storage adapter looks like. An adapter runs them over its package, tests included:
 *
 * <pre>
 * {@literal @}AnalyzeClasses(packages = "io.pawl.adapters.mine")
 * final class AdapterTest {
 *   {@literal @}ArchTest static final ArchTests rules = ArchTests.in(AdapterRules.class);
 * }
 * </pre>
 */
public final class AdapterRules {
  private static final List<Class<?>> CONTRACTS =
      List.of(WriterRegistryStoreContract.class, SigkillContract.class, DamageContract.class);

  @ArchTest
  public static final ArchRule the_engine_is_the_one_public_class =
      theEngineIsTheOnePublicClassOf(describe("ship", AdapterRules::ships));

  @ArchTest
  public static final ArchRule engine_types_stay_inside =
      engineTypesStayInsideOf(describe("ship", AdapterRules::ships));

  @ArchTest
  public static final ArchRule every_engine_runs_its_contracts =
      classes()
          .that()
          .areAssignableTo(StorageEngine.class)
          .and(not(INTERFACES))
          .should(haveTheirContractsRunNearby())
          .because("an engine that does not run the kit is not interchangeable");

  private AdapterRules() {}

  static ArchRule theEngineIsTheOnePublicClassOf(DescribedPredicate<JavaClass> production) {
    return classes()
        .that(production)
        .and()
        .arePublic()
        .should()
        .beAssignableTo(StorageEngine.class)
        .because("whoever can see more of an adapter will use it");
  }

  static ArchRule engineTypesStayInsideOf(DescribedPredicate<JavaClass> production) {
    return methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(
            production.and(
                describe("are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC))))
        .should(
            onlyNameTypes(resideInAnyPackage("io.pawl.domain..", "io.pawl.ports..", "java..", "")))
        .because("an engine's types in a signature tie its callers to the engine");
  }

  private static boolean ships(JavaClass type) {
    return type.getSource()
        .map(source -> !source.getUri().toString().contains("/test-classes/"))
        .orElse(false);
  }

  private static ArchCondition<JavaMethod> onlyNameTypes(DescribedPredicate<JavaClass> allowed) {
    return new ArchCondition<>("only name types that " + allowed.getDescription()) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        method.getAllInvolvedRawTypes().stream()
            .map(JavaClass::getBaseComponentType)
            .filter(not(allowed))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " names " + type.getName())));
      }
    };
  }

  private static ArchCondition<JavaClass> haveTheirContractsRunNearby() {
    return new ArchCondition<>("have their contracts run in a test of their package") {
      @Override
      public void check(JavaClass engine, ConditionEvents events) {
        for (Class<?> contract : CONTRACTS) {
          if (engine.getPackage().getClassesInPackageTree().stream().noneMatch(runs(contract))) {
            events.add(
                SimpleConditionEvent.violated(
                    engine, "No test of %s is a %s".formatted(engine, contract.getSimpleName())));
          }
        }
      }
    };
  }

  private static DescribedPredicate<JavaClass> runs(Class<?> contract) {
    return describe(
        "run " + contract.getSimpleName(),
        type -> !type.isInterface() && type.isAssignableTo(contract));
  }
}
