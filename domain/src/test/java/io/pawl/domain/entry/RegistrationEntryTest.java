// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static io.pawl.domain.entry.EntryHex.DEK;
import static io.pawl.domain.entry.EntryHex.EPOCH;
import static io.pawl.domain.entry.EntryHex.NODE;
import static io.pawl.domain.entry.EntryHex.ROW_OF_DEK_0;
import static io.pawl.domain.entry.EntryHex.ROW_OF_NODE_0;
import static io.pawl.domain.entry.EntryHex.ROW_V1;
import static io.pawl.domain.entry.EntryHex.ROW_V2;
import static io.pawl.domain.entry.EntryHex.assertAccepted;
import static io.pawl.domain.entry.EntryHex.assertIs;
import static io.pawl.domain.entry.EntryHex.assertRefused;

import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries 03 and 06, byte by byte. */
class RegistrationEntryTest {

  @Test
  void a_registration_is_as_it_is_drawn() {
    assertIs("03" + "01" + ROW_V1, new WriterRegistration(EntryHex.WRITER_V1));
    assertIs("03" + "02" + ROW_V2, new WriterRegistration(EntryHex.WRITER_V2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 14, 16, 30, 32})
  void a_registration_of_another_length_is_malformed_whatever_its_version(int length) {
    assertRefused(
        "03" + "99".repeat(length),
        Sentinel.ENTRY_MALFORMED,
        "A registration has 15 or 31 bytes, not " + length + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "03", "ff"})
  void a_registration_of_another_version_is_unknown(String version) {
    String detail = "The version is " + version + ".";
    assertRefused("03" + version + ROW_V1, Sentinel.ENTRY_VERSION_UNKNOWN, detail);
    assertRefused("03" + version + ROW_V2, Sentinel.ENTRY_VERSION_UNKNOWN, detail);
  }

  @Test
  void a_registration_with_the_length_of_the_other_version_is_malformed() {
    String detail = "The length is of another version.";
    assertRefused("03" + "01" + ROW_V2, Sentinel.ENTRY_MALFORMED, detail);
    assertRefused("03" + "02" + ROW_V1, Sentinel.ENTRY_MALFORMED, detail);
  }

  @Test
  void a_registration_under_dek_0_is_refused() {
    String detail = "An entry names key id 0.";
    assertRefused("03" + "01" + "00000000" + NODE + EPOCH, Sentinel.KEY_ID_RESERVED, detail);
    assertRefused("03" + "02" + ROW_OF_DEK_0, Sentinel.KEY_ID_RESERVED, detail);
  }

  @Test
  void a_registration_of_node_0_is_refused() {
    String detail = "A registration names node id 0.";
    assertRefused(
        "03" + "01" + DEK + "0000000000000000" + EPOCH, Sentinel.NODE_ID_RESERVED, detail);
    assertRefused("03" + "02" + ROW_OF_NODE_0, Sentinel.NODE_ID_RESERVED, detail);
  }

  @Test
  void many_registrations_are_as_they_are_drawn() {
    assertIs(
        "06" + "02" + "0002" + ROW_V2 + ROW_V2,
        new WriterRegistrations(List.of(EntryHex.WRITER_V2, EntryHex.WRITER_V2)));
  }

  @Test
  void many_registrations_are_at_least_1() {
    assertAccepted("06" + "02" + "0001" + ROW_V2);
    assertRefused(
        "06" + "02" + "0000", Sentinel.ENTRY_MALFORMED, "Many registrations are 1 to 4096, not 0.");
  }

  @Test
  void many_registrations_are_at_most_4096() {
    assertAccepted("06" + "02" + "1000" + ROW_V2.repeat(4096));
    assertRefused(
        "06" + "02" + "1001" + ROW_V2.repeat(4097),
        Sentinel.ENTRY_MALFORMED,
        "Many registrations are 1 to 4096, not 4097.");
  }

  @Test
  void many_registrations_have_no_version_1() {
    assertRefused(
        "06" + "01" + "0001" + ROW_V1,
        Sentinel.ENTRY_VERSION_UNKNOWN,
        "Many registrations have no version 1.");
  }

  @Test
  void the_version_of_many_registrations_comes_before_their_count() {
    assertRefused("06" + "03", Sentinel.ENTRY_VERSION_UNKNOWN, "The version is 03.");
    assertRefused("06" + "02", Sentinel.ENTRY_MALFORMED, "Field count needs 2 bytes, 0 are left.");
  }

  @Test
  void many_registrations_are_exactly_as_many_as_they_say() {
    assertRefused(
        "06" + "02" + "0002" + ROW_V2,
        Sentinel.ENTRY_MALFORMED,
        "2 row parts do not fill 30 bytes.");
    assertRefused(
        "06" + "02" + "0001" + ROW_V2 + "00",
        Sentinel.ENTRY_MALFORMED,
        "1 row parts do not fill 31 bytes.");
  }

  @Test
  void the_last_of_many_registrations_is_looked_at_like_the_first() {
    assertRefused(
        "06" + "02" + "0002" + ROW_V2 + ROW_OF_DEK_0,
        Sentinel.KEY_ID_RESERVED,
        "An entry names key id 0.");
    assertRefused(
        "06" + "02" + "0002" + ROW_V2 + ROW_OF_NODE_0,
        Sentinel.NODE_ID_RESERVED,
        "A registration names node id 0.");
  }
}
