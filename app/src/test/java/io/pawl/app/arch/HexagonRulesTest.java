// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.pawl.adapters.offending.SomeAdapter;
import io.pawl.app.offending.AdapterNamer;
import io.pawl.app.offending.GenericSupplier;
import io.pawl.app.offending.GenericThrower;
import io.pawl.app.offending.KeyWrapper;
import io.pawl.app.offending.NonceMaker;
import io.pawl.app.offending.NonceSupplier;
import io.pawl.app.offending.Printer;
import io.pawl.app.offending.ReceiptTaker;
import io.pawl.app.offending.SecretRecord;
import io.pawl.app.offending.SecretSupplier;
import io.pawl.app.offending.SecretTaker;
import io.pawl.app.offending.StoreChanger;
import io.pawl.app.offending.StoreReplacer;
import io.pawl.app.offending.TraceSupplier;
import io.pawl.app.offending.WrapSupplier;
import io.pawl.app.offending.one.Hen;
import io.pawl.app.offending.two.Egg;
import io.pawl.domain.offending.ArrayRecord;
import io.pawl.domain.offending.CipherHolder;
import io.pawl.domain.offending.ClockReader;
import io.pawl.domain.offending.DiceRoller;
import io.pawl.domain.offending.FileReader;
import io.pawl.domain.offending.LockHolder;
import io.pawl.domain.offending.OptionalKeeper;
import io.pawl.domain.seal.SequenceMaker;
import io.pawl.domain.seal.SequenceSupplier;
import io.pawl.domain.seal.offending.KeyFileReader;
import io.pawl.ports.driven.offending.KnowsWhoDrives;
import io.pawl.ports.driven.offending.LibrarySpeaker;
import io.pawl.ports.driving.offending.KnowsWhatIsDriven;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Every rule fails where it should: a rule that never failed proves nothing. */
final class HexagonRulesTest {
  private static final ClassFileImporter IMPORTER = new ClassFileImporter();

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new HexagonTest.ProductionCode())
          .importPackages("io.pawl");

  static final List<Arguments> DIAGRAMS =
      List.of(
          Arguments.of(HexagonRules.MODULES, HexagonRules.EVERYTHING),
          Arguments.of(HexagonRules.DOMAIN, HexagonRules.THE_DOMAIN));

  static final List<Arguments> OFFENDERS =
      List.of(
          offends(HexagonRules.DOMAIN_IS_ONLY_JAVA, LockHolder.class),
          offends(HexagonRules.DOMAIN_IS_ONLY_JAVA, FileReader.class),
          offends(HexagonRules.DOMAIN_IS_ONLY_JAVA, CipherHolder.class),
          offends(HexagonRules.SEALING_ADDS_ONLY_CIPHERS_AND_ATOMICS, KeyFileReader.class),
          offends(HexagonRules.DOMAIN_READS_NEITHER_CLOCK_NOR_CHANCE, ClockReader.class),
          offends(HexagonRules.DOMAIN_READS_NEITHER_CLOCK_NOR_CHANCE, DiceRoller.class),
          offends(HexagonRules.PORTS_SPEAK_DOMAIN_TYPES, LibrarySpeaker.class),
          offends(HexagonRules.DRIVING_PORTS_DO_NOT_KNOW_DRIVEN_ONES, KnowsWhatIsDriven.class),
          offends(HexagonRules.DRIVEN_PORTS_DO_NOT_KNOW_DRIVING_ONES, KnowsWhoDrives.class),
          offends(HexagonRules.ONLY_WIRING_NAMES_AN_ADAPTER, AdapterNamer.class, SomeAdapter.class),
          offends(HexagonRules.PACKAGES_ARE_FREE_OF_CYCLES, Hen.class, Egg.class),
          offends(HexagonRules.NO_RECORD_COMPONENT_IS_AN_ARRAY, ArrayRecord.class),
          offends(HexagonRules.OPTIONAL_IS_NEVER_KEPT, OptionalKeeper.class),
          offends(HexagonRules.NO_STANDARD_STREAMS_OUTSIDE_THE_CLI, Printer.class),
          offends(HexagonRules.NO_STANDARD_STREAMS_OUTSIDE_THE_CLI, TraceSupplier.class),
          offends(HexagonRules.NO_GENERIC_EXCEPTIONS, GenericThrower.class),
          offends(HexagonRules.NO_GENERIC_EXCEPTIONS, GenericSupplier.class),
          offends(HexagonRules.ONLY_SEALING_MAKES_NONCES, NonceMaker.class),
          offends(HexagonRules.ONLY_SEALING_MAKES_NONCES, NonceSupplier.class),
          offends(HexagonRules.ONLY_A_RECEIPT_OPENS_A_SEQUENCE, SequenceMaker.class),
          offends(HexagonRules.ONLY_A_RECEIPT_OPENS_A_SEQUENCE, SequenceSupplier.class),
          offends(HexagonRules.ONLY_RECEIPTS_MAKE_A_RECEIPT, SequenceMaker.class),
          offends(HexagonRules.ONLY_RECEIPTS_MAKE_A_RECEIPT, SequenceSupplier.class),
          offends(HexagonRules.ONLY_ROWS_AT_HAND_CHANGES_A_STORE, StoreChanger.class),
          offends(HexagonRules.ONLY_ROWS_AT_HAND_CHANGES_A_STORE, StoreReplacer.class),
          offends(HexagonRules.ONLY_SESSIONS_TAKE_RECEIPTS, ReceiptTaker.class),
          offends(HexagonRules.ONLY_A_FEW_SEE_SECRETS, SecretTaker.class),
          offends(HexagonRules.ONLY_A_FEW_SEE_SECRETS, SecretSupplier.class),
          offends(HexagonRules.ONLY_KEKS_WRAP_KEYS, KeyWrapper.class),
          offends(HexagonRules.ONLY_KEKS_WRAP_KEYS, WrapSupplier.class),
          offends(HexagonRules.SECRETS_ARE_NOT_RECORDS, SecretRecord.class));

  private static Arguments offends(ArchRule rule, Class<?>... offenders) {
    return Arguments.of(rule, List.of(offenders));
  }

  @ParameterizedTest
  @FieldSource("OFFENDERS")
  void a_rule_catches_its_offender(ArchRule rule, List<Class<?>> offenders) {
    JavaClasses classes = IMPORTER.importClasses(offenders);

    assertThat(rule.evaluate(classes).hasViolation()).as(rule.getDescription()).isTrue();
  }

  @Test
  void every_rule_has_an_offender() {
    Stream<ArchRule> proven = OFFENDERS.stream().map(offender -> (ArchRule) offender.get()[0]);

    assertThat(proven.distinct()).containsExactlyInAnyOrderElementsOf(HexagonRules.all());
  }

  @Test
  void the_list_of_rules_leaves_none_out() throws IllegalAccessException {
    List<ArchRule> written = new ArrayList<>();
    for (Field field : HexagonRules.class.getDeclaredFields()) {
      if (field.getType().equals(ArchRule.class)) {
        written.add((ArchRule) field.get(null));
      }
    }

    assertThat(HexagonRules.all()).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void every_rule_is_asked_of_the_production_code() throws IllegalAccessException {
    List<Object> asked = new ArrayList<>();
    for (Field field : HexagonTest.class.getDeclaredFields()) {
      if (field.isAnnotationPresent(ArchTest.class)) {
        asked.add(field.get(null));
      }
    }

    assertThat(asked).containsAll(HexagonRules.all());
  }

  @ParameterizedTest
  @FieldSource("DIAGRAMS")
  void an_arrow_taken_out_of_a_diagram_fails_the_code(
      Path diagram, String packages, @TempDir Path folder) throws IOException {
    List<String> lines = Files.readAllLines(diagram);
    List<String> arrows = lines.stream().filter(line -> line.contains("-->")).toList();

    assertThat(arrows).isNotEmpty();
    for (String arrow : arrows) {
      Path without = folder.resolve("without.puml");
      Files.write(without, lines.stream().filter(line -> !line.equals(arrow)).toList());
      assertThat(HexagonRules.matches(without, packages).evaluate(PRODUCTION).hasViolation())
          .as("the code does not need the arrow %s", arrow)
          .isTrue();
    }
  }
}
