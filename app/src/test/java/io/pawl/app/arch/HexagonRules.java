// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.Nonce;
import io.pawl.domain.seal.NonceSequence;
import io.pawl.domain.seal.Receipts;
import io.pawl.domain.seal.RegistrationReceipt;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.ports.driven.WriterRegistryStore;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * What Maven's module graph cannot see. Each rule is an allow-list where that says more, and each
 * has an offending class in {@link HexagonRulesTest} that proves it can fail. No rule asks for
 * calls alone: a reference to a method is none, and whoever has it can call.
 */
final class HexagonRules {
  static final Path MODULES = docs().resolve("architecture.puml");
  static final Path DOMAIN = docs().resolve("domain.puml");
  static final String EVERYTHING = "io.pawl..";
  static final String THE_DOMAIN = "io.pawl.domain..";

  private static final String SEALING = "io.pawl.domain.seal..";

  private static final String[] ONLY_JAVA = {
    THE_DOMAIN,
    "java.lang",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.nio",
    "java.nio.charset",
    "java.security",
    "java.util",
    "java.util.function",
    "java.util.stream",
    "com.google.common.base",
    "com.google.common.collect",
    "com.google.common.primitives",
    "com.google.errorprone.annotations",
    "org.jspecify.annotations"
  };

  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "now",
          "currentTimeMillis",
          "nanoTime",
          "randomUUID",
          "random",
          "getenv",
          "getProperty",
          "systemDefaultZone",
          "identityHashCode");

  private static final Set<String> STORE_CHANGES = Set.of("commit", "installSnapshot");

  private HexagonRules() {}

  /** Found from these classes: who looks for tests does not always stand in the module's folder. */
  private static Path docs() {
    try {
      return Path.of(HexagonRules.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve("../../../docs")
          .normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("These classes are not in a folder.", e);
    }
  }

  /**
   * The pictures in the docs are the rules: one of the modules, one of the inside of the domain.
   */
  static ArchRule matches(Path diagram, String packages) {
    return classes()
        .that()
        .resideInAPackage(packages)
        .should(adhereToPlantUmlDiagram(diagram, consideringOnlyDependenciesInDiagram()));
  }

  static final ArchRule DOMAIN_IS_ONLY_JAVA =
      classes()
          .that()
          .resideInAPackage(THE_DOMAIN)
          .and()
          .resideOutsideOfPackage(SEALING)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(ONLY_JAVA))
          .because("decisions must be the same on every replica, whatever the machine does");

  static final ArchRule SEALING_ADDS_ONLY_CIPHERS_AND_ATOMICS =
      classes()
          .that()
          .resideInAPackage(SEALING)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(ONLY_JAVA)
                  .or(
                      resideInAnyPackage(
                          "javax.crypto", "javax.crypto.spec", "java.util.concurrent.atomic")))
          .because("sealing is a function of keys, nonces and texts");

  static final ArchRule DOMAIN_READS_NEITHER_CLOCK_NOR_CHANCE =
      noClasses()
          .that()
          .resideInAPackage(THE_DOMAIN)
          .should()
          .accessTargetWhere(JavaAccess.Predicates.target(isClockOrChance()))
          .orShould()
          .dependOnClassesThat(
              belongToAnyOf(
                  java.util.Random.class, Thread.class, Runtime.class, ProcessBuilder.class))
          .because("time and randomness come in as values, made by the leader");

  /** Signatures of the ports name no library: an adapter can be written against them alone. */
  static final ArchRule PORTS_SPEAK_DOMAIN_TYPES =
      ArchRuleDefinition.methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat(
              resideInAnyPackage("io.pawl.ports.driving..", "io.pawl.ports.driven.."))
          .should(onlyNameTypes(resideInAnyPackage(THE_DOMAIN, "io.pawl.ports..", "java..", "")))
          .because("the ports are what two independently written sides share");

  static final ArchRule DRIVING_PORTS_DO_NOT_KNOW_DRIVEN_ONES =
      noClasses()
          .that()
          .resideInAPackage("io.pawl.ports.driving..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.pawl.ports.driven..", "io.pawl.ports.storage..", "io.pawl.ports.portable..");

  static final ArchRule DRIVEN_PORTS_DO_NOT_KNOW_DRIVING_ONES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.pawl.ports.driven..", "io.pawl.ports.storage..", "io.pawl.ports.portable..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.pawl.ports.driving..");

  static final ArchRule ONLY_WIRING_NAMES_AN_ADAPTER =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.pawl.adapters..", "io.pawl.app.wiring..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.pawl.adapters..");

  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("io.pawl.(**)").should().beFreeOfCycles();

  static final ArchRule NO_RECORD_COMPONENT_IS_AN_ARRAY =
      ArchRuleDefinition.noFields()
          .that()
          .areDeclaredInClassesThat(DescribedPredicate.describe("are records", JavaClass::isRecord))
          .and(not(DescribedPredicate.describe("static", HexagonRules::isStatic)))
          .should()
          .haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
          .because("a record with an array compares by identity and prints nothing useful");

  static final ArchRule OPTIONAL_IS_NEVER_KEPT =
      fields()
          .should()
          .notHaveRawType(java.util.Optional.class)
          .because("absence that is kept has a meaning, and a meaning has a name");

  static final ArchRule NO_STANDARD_STREAMS_OUTSIDE_THE_CLI =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.pawl.app.cli..")
          .should(ACCESS_STANDARD_STREAMS)
          .orShould()
          .accessTargetWhere(JavaAccess.Predicates.target(printsATrace()));

  static final ArchRule NO_GENERIC_EXCEPTIONS =
      noClasses()
          .should(THROW_GENERIC_EXCEPTIONS)
          .orShould()
          .accessTargetWhere(
              JavaAccess.Predicates.target(
                      makes(Throwable.class, Exception.class, RuntimeException.class))
                  .and(not(JavaAccess.Predicates.originOwner(assignableTo(Throwable.class)))));

  /** A nonce comes out of a sequence or off an envelope; nobody else puts one together. */
  static final ArchRule ONLY_SEALING_MAKES_NONCES =
      noClasses()
          .that()
          .resideOutsideOfPackage(SEALING)
          .should()
          .accessTargetWhere(
              JavaAccess.Predicates.target(
                  makes(Nonce.class, NonceSequence.class, RegistrationReceipt.class)));

  /** In their own package, too: nonces of a sequence that no registry gave may be another's. */
  static final ArchRule ONLY_A_RECEIPT_OPENS_A_SEQUENCE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(RegistrationReceipt.class.getName())
          .should()
          .accessTargetWhere(JavaAccess.Predicates.target(makes(NonceSequence.class)));

  static final ArchRule ONLY_RECEIPTS_MAKE_A_RECEIPT =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Receipts.class.getName())
          .should()
          .accessTargetWhere(JavaAccess.Predicates.target(makes(RegistrationReceipt.class)));

  /** One that is written past the rows in memory leaves an old one among them. */
  static final ArchRule ONLY_ROWS_AT_HAND_CHANGES_A_STORE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.pawl.app.replica.RowsAtHand")
          .should()
          .accessTargetWhere(JavaAccess.Predicates.target(changesAStore()))
          .because("a decision by an older row than the store's can give an epoch twice");

  static final ArchRule ONLY_SESSIONS_TAKE_RECEIPTS =
      noClasses()
          .that()
          .resideOutsideOfPackages(SEALING, "io.pawl.app.session..")
          .should()
          .dependOnClassesThat(belongToAnyOf(Receipts.class, RegistrationReceipt.class))
          .because("a receipt is proof of what the registry answered, and sessions ask it");

  static final ArchRule ONLY_A_FEW_SEE_SECRETS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              SEALING, "io.pawl.app.kek..", "io.pawl.app.sidecar..", "io.pawl.app.session..")
          .should()
          .accessTargetWhere(JavaAccess.Predicates.target(is(SecretAccess.class, "granted")));

  /** Whoever wraps names a nonce, and none may come twice under one KEK. */
  static final ArchRule ONLY_KEKS_WRAP_KEYS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.pawl.app.kek..")
          .should()
          .accessTargetWhere(JavaAccess.Predicates.target(is(KeyWrap.class, "wrap")));

  static final ArchRule SECRETS_ARE_NOT_RECORDS =
      noClasses()
          .that(DescribedPredicate.describe("are secrets", HexagonRules::isSecret))
          .should()
          .beRecords()
          .because("a record prints, compares and hashes what it holds");

  /** Every rule but the diagram, which has a test of its own. */
  static List<ArchRule> all() {
    return List.of(
        DOMAIN_IS_ONLY_JAVA,
        SEALING_ADDS_ONLY_CIPHERS_AND_ATOMICS,
        DOMAIN_READS_NEITHER_CLOCK_NOR_CHANCE,
        PORTS_SPEAK_DOMAIN_TYPES,
        DRIVING_PORTS_DO_NOT_KNOW_DRIVEN_ONES,
        DRIVEN_PORTS_DO_NOT_KNOW_DRIVING_ONES,
        ONLY_WIRING_NAMES_AN_ADAPTER,
        PACKAGES_ARE_FREE_OF_CYCLES,
        NO_RECORD_COMPONENT_IS_AN_ARRAY,
        OPTIONAL_IS_NEVER_KEPT,
        NO_STANDARD_STREAMS_OUTSIDE_THE_CLI,
        NO_GENERIC_EXCEPTIONS,
        ONLY_SEALING_MAKES_NONCES,
        ONLY_A_RECEIPT_OPENS_A_SEQUENCE,
        ONLY_RECEIPTS_MAKE_A_RECEIPT,
        ONLY_ROWS_AT_HAND_CHANGES_A_STORE,
        ONLY_SESSIONS_TAKE_RECEIPTS,
        ONLY_A_FEW_SEE_SECRETS,
        ONLY_KEKS_WRAP_KEYS,
        SECRETS_ARE_NOT_RECORDS);
  }

  private static DescribedPredicate<AccessTarget> isClockOrChance() {
    return DescribedPredicate.describe(
        "a clock or chance", target -> CLOCKS_AND_CHANCE.contains(target.getName()));
  }

  private static DescribedPredicate<AccessTarget> changesAStore() {
    return DescribedPredicate.describe(
        "a method that changes a store",
        target ->
            target.getOwner().isAssignableTo(WriterRegistryStore.class)
                && STORE_CHANGES.contains(target.getName()));
  }

  private static DescribedPredicate<AccessTarget> printsATrace() {
    return DescribedPredicate.describe(
        "Throwable.printStackTrace()",
        target ->
            target.getOwner().isAssignableTo(Throwable.class)
                && target.getName().equals("printStackTrace")
                && target instanceof AccessTarget.CodeUnitAccessTarget method
                && method.getRawParameterTypes().isEmpty());
  }

  private static DescribedPredicate<AccessTarget> makes(Class<?>... types) {
    return DescribedPredicate.describe(
        "a constructor of " + Stream.of(types).map(Class::getSimpleName).toList(),
        target ->
            target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                && belongToAnyOf(types).test(target.getOwner()));
  }

  private static DescribedPredicate<AccessTarget> is(Class<?> owner, String method) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + method,
        target -> target.getOwner().isEquivalentTo(owner) && target.getName().equals(method));
  }

  /** What gives its bytes away to those with access only, and every key of a cipher. */
  private static boolean isSecret(JavaClass type) {
    return type.isAssignableTo(SecretKey.class)
        || type.getMethods().stream()
            .anyMatch(
                method ->
                    method.getRawReturnType().isArray()
                        && method.getRawParameterTypes().stream()
                            .anyMatch(parameter -> parameter.isEquivalentTo(SecretAccess.class)));
  }

  private static boolean isStatic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.STATIC);
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
}
