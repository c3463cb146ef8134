// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static io.pawl.domain.entry.EntryHex.ROW_OF_DEK_0;
import static io.pawl.domain.entry.EntryHex.ROW_OF_NODE_0;
import static io.pawl.domain.entry.EntryHex.ROW_V1;
import static io.pawl.domain.entry.EntryHex.ROW_V2;
import static io.pawl.domain.entry.EntryHex.TIME;
import static io.pawl.domain.entry.EntryHex.assertAccepted;
import static io.pawl.domain.entry.EntryHex.assertIs;
import static io.pawl.domain.entry.EntryHex.assertRefused;
import static io.pawl.domain.entry.EntryHex.wrapped;

import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entry 05, byte by byte. */
class RotationEntryTest {
  private static final String HEADER = "05" + "02" + TIME;
  private static final String ROTATE = "01";
  private static final String ENABLE_STORAGE = "04";
  private static final String ENABLE_RAFT = "05";
  private static final String ID = "00000009";
  private static final String FOR_STORAGE = "01";
  private static final String FOR_RAFT = "02";
  private static final String NO_KEY = "00000000";

  @Test
  void version_1_is_as_it_is_drawn() {
    assertIs(
        "05" + "01" + ROTATE + ID + FOR_RAFT + wrapped(2) + ROW_V1,
        new Rotation(
            CreatedAt.UNRECORDED,
            RotationKind.ROTATE,
            Purpose.RAFT,
            new NamedKey(new DekId(9), new WrappedDek(Bytes.ofHex("abab"))),
            EntryHex.WRITER_V1));
  }

  @Test
  void version_2_is_as_it_is_drawn() {
    assertIs(
        HEADER + ENABLE_STORAGE + ID + FOR_STORAGE + NO_KEY + ROW_V2,
        new Rotation(
            EntryHex.CREATED_AT,
            RotationKind.ENABLE_STORAGE_ENVELOPE,
            Purpose.STORAGE,
            new NamedKey(new DekId(9), WrappedDek.NONE),
            EntryHex.WRITER_V2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "03", "ff"})
  void another_version_is_unknown_whatever_follows(String version) {
    assertRefused(
        "05" + version, Sentinel.ENTRY_VERSION_UNKNOWN, "The version is " + version + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "02", "03", "06", "ff"})
  void another_subtag_is_unknown_whatever_follows(String subtag) {
    assertRefused(HEADER + subtag, Sentinel.ENTRY_SUBTAG_UNKNOWN, "The subtag is " + subtag + ".");
    assertRefused(
        HEADER + subtag + ID + FOR_STORAGE + wrapped(60) + ROW_V2,
        Sentinel.ENTRY_SUBTAG_UNKNOWN,
        "The subtag is " + subtag + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "03", "ff"})
  void another_purpose_is_malformed_whatever_follows(String purpose) {
    assertRefused(
        HEADER + ROTATE + ID + purpose,
        Sentinel.ENTRY_MALFORMED,
        "The purpose is " + purpose + ".");
  }

  @ParameterizedTest
  @CsvSource({ROTATE + "," + FOR_STORAGE, ROTATE + "," + FOR_RAFT})
  void rotating_installs_a_key_of_either_purpose(String kind, String purpose) {
    assertAccepted(HEADER + kind + ID + purpose + wrapped(1) + ROW_V2);
  }

  @ParameterizedTest
  @CsvSource({
    ENABLE_STORAGE + "," + FOR_STORAGE,
    ENABLE_RAFT + "," + FOR_RAFT,
  })
  void enabling_names_a_key_of_its_purpose(String kind, String purpose) {
    assertAccepted(HEADER + kind + ID + purpose + NO_KEY + ROW_V2);
  }

  @ParameterizedTest
  @CsvSource({
    ROTATE + "," + FOR_STORAGE + ", 0",
    ROTATE + "," + FOR_RAFT + ", 0",
    ENABLE_STORAGE + "," + FOR_STORAGE + ", 1",
    ENABLE_STORAGE + "," + FOR_RAFT + ", 0",
    ENABLE_RAFT + "," + FOR_RAFT + ", 1",
    ENABLE_RAFT + "," + FOR_STORAGE + ", 0",
  })
  void a_change_that_does_not_fit_is_malformed(String kind, String purpose, int keyBytes) {
    assertRefused(
        HEADER + kind + ID + purpose + wrapped(keyBytes) + ROW_V2,
        Sentinel.ENTRY_MALFORMED,
        "The change does not fit purpose and key.");
  }

  @Test
  void a_wrapped_key_has_at_most_4096_bytes() {
    assertAccepted(HEADER + ROTATE + ID + FOR_RAFT + wrapped(4096) + ROW_V2);
    assertRefused(
        HEADER + ROTATE + ID + FOR_RAFT + wrapped(4097) + ROW_V2,
        Sentinel.ENTRY_MALFORMED,
        "A wrapped key has at most 4096 bytes, not 4097.");
  }

  @Test
  void no_key_has_id_0() {
    String detail = "An entry names key id 0.";
    assertRefused(HEADER + ROTATE + "00000000", Sentinel.KEY_ID_RESERVED, detail);
    assertRefused(
        HEADER + ROTATE + ID + FOR_RAFT + wrapped(1) + ROW_OF_DEK_0,
        Sentinel.KEY_ID_RESERVED,
        detail);
  }

  @Test
  void no_proposer_has_id_0() {
    assertRefused(
        HEADER + ROTATE + ID + FOR_RAFT + wrapped(1) + ROW_OF_NODE_0,
        Sentinel.NODE_ID_RESERVED,
        "A registration names node id 0.");
  }

  @Test
  void nothing_follows_the_proposer() {
    assertRefused(
        HEADER + ROTATE + ID + FOR_RAFT + wrapped(1) + ROW_V2 + "00",
        Sentinel.ENTRY_MALFORMED,
        "1 bytes follow the last field.");
  }
}
