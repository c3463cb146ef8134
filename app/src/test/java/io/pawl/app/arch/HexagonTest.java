// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.arch;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The boundaries hold in the production code of all modules. */
@AnalyzeClasses(packages = "io.pawl", importOptions = HexagonTest.ProductionCode.class)
final class HexagonTest {

  @ArchTest
  static final ArchRule the_modules_match_their_diagram =
      HexagonRules.matches(HexagonRules.MODULES, HexagonRules.EVERYTHING);

  @ArchTest
  static final ArchRule the_domain_matches_its_diagram =
      HexagonRules.matches(HexagonRules.DOMAIN, HexagonRules.THE_DOMAIN);

  @ArchTest static final ArchRule the_domain_is_only_java = HexagonRules.DOMAIN_IS_ONLY_JAVA;

  @ArchTest
  static final ArchRule sealing_adds_only_ciphers_and_atomics =
      HexagonRules.SEALING_ADDS_ONLY_CIPHERS_AND_ATOMICS;

  @ArchTest
  static final ArchRule the_domain_reads_neither_clock_nor_chance =
      HexagonRules.DOMAIN_READS_NEITHER_CLOCK_NOR_CHANCE;

  @ArchTest static final ArchRule ports_speak_domain_types = HexagonRules.PORTS_SPEAK_DOMAIN_TYPES;

  @ArchTest
  static final ArchRule driving_ports_do_not_know_driven_ones =
      HexagonRules.DRIVING_PORTS_DO_NOT_KNOW_DRIVEN_ONES;

  @ArchTest
  static final ArchRule driven_ports_do_not_know_driving_ones =
      HexagonRules.DRIVEN_PORTS_DO_NOT_KNOW_DRIVING_ONES;

  @ArchTest
  static final ArchRule only_wiring_names_an_adapter = HexagonRules.ONLY_WIRING_NAMES_AN_ADAPTER;

  @ArchTest
  static final ArchRule packages_are_free_of_cycles = HexagonRules.PACKAGES_ARE_FREE_OF_CYCLES;

  @ArchTest
  static final ArchRule no_record_component_is_an_array =
      HexagonRules.NO_RECORD_COMPONENT_IS_AN_ARRAY;

  @ArchTest static final ArchRule optional_is_never_kept = HexagonRules.OPTIONAL_IS_NEVER_KEPT;

  @ArchTest
  static final ArchRule no_standard_streams_outside_the_cli =
      HexagonRules.NO_STANDARD_STREAMS_OUTSIDE_THE_CLI;

  @ArchTest static final ArchRule no_generic_exceptions = HexagonRules.NO_GENERIC_EXCEPTIONS;

  @ArchTest
  static final ArchRule only_sealing_makes_nonces = HexagonRules.ONLY_SEALING_MAKES_NONCES;

  @ArchTest
  static final ArchRule only_a_receipt_opens_a_sequence =
      HexagonRules.ONLY_A_RECEIPT_OPENS_A_SEQUENCE;

  @ArchTest
  static final ArchRule only_receipts_make_a_receipt = HexagonRules.ONLY_RECEIPTS_MAKE_A_RECEIPT;

  @ArchTest
  static final ArchRule only_rows_at_hand_changes_a_store =
      HexagonRules.ONLY_ROWS_AT_HAND_CHANGES_A_STORE;

  @ArchTest
  static final ArchRule only_sessions_take_receipts = HexagonRules.ONLY_SESSIONS_TAKE_RECEIPTS;

  @ArchTest static final ArchRule only_a_few_see_secrets = HexagonRules.ONLY_A_FEW_SEE_SECRETS;

  @ArchTest static final ArchRule only_keks_wrap_keys = HexagonRules.ONLY_KEKS_WRAP_KEYS;

  @ArchTest static final ArchRule secrets_are_not_records = HexagonRules.SECRETS_ARE_NOT_RECORDS;

  /** What ships: neither test classes nor the jars of the kit. */
  static final class ProductionCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }
}
