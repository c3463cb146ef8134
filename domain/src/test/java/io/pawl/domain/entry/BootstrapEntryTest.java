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

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entry 04, byte by byte. */
class BootstrapEntryTest {
  private static final String STORAGE = "00000008";
  private static final String RAFT = "ffffffff";
  private static final String KEYS = STORAGE + wrapped(2) + RAFT + wrapped(1);

  private static final NamedKey STORAGE_KEY =
      new NamedKey(new DekId(8), new WrappedDek(Bytes.ofHex("abab")));
  private static final NamedKey RAFT_KEY =
      new NamedKey(new DekId(DekId.MAX), new WrappedDek(Bytes.ofHex("ab")));

  @Test
  void version_1_is_as_it_is_drawn() {
    assertIs(
        "04" + "01" + KEYS + "00000001" + ROW_V1,
        new Bootstrap(CreatedAt.UNRECORDED, STORAGE_KEY, RAFT_KEY, List.of(EntryHex.WRITER_V1)));
  }

  @Test
  void version_2_is_as_it_is_drawn() {
    assertIs(
        "04" + "02" + TIME + KEYS + "00000002" + ROW_V2 + ROW_V2,
        new Bootstrap(
            EntryHex.CREATED_AT,
            STORAGE_KEY,
            RAFT_KEY,
            List.of(EntryHex.WRITER_V2, EntryHex.WRITER_V2)));
  }

  @Test
  void a_cohort_may_be_empty() {
    assertIs(
        "04" + "02" + TIME + KEYS + "00000000",
        new Bootstrap(EntryHex.CREATED_AT, STORAGE_KEY, RAFT_KEY, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "03", "ff"})
  void another_version_is_unknown_whatever_follows(String version) {
    assertRefused(
        "04" + version, Sentinel.ENTRY_VERSION_UNKNOWN, "The version is " + version + ".");
  }

  @Test
  void a_cohort_has_at_most_16384_writers() {
    assertAccepted("04" + "01" + KEYS + "00004000" + ROW_V1.repeat(16_384));
    assertRefused(
        "04" + "01" + KEYS + "00004001" + ROW_V1.repeat(16_385),
        Sentinel.ENTRY_MALFORMED,
        "A cohort has at most 16384 writers, not 16385.");
  }

  /** The bound is checked on the count alone, so no count makes a decoder allocate. */
  @Test
  void a_count_over_the_bound_is_refused_before_the_row_parts_are_looked_at() {
    assertRefused(
        "04" + "02" + TIME + KEYS + "00004001",
        Sentinel.ENTRY_MALFORMED,
        "A cohort has at most 16384 writers, not 16385.");
    assertRefused(
        "04" + "02" + TIME + KEYS + "ffffffff",
        Sentinel.ENTRY_MALFORMED,
        "A cohort has at most 16384 writers, not 4294967295.");
  }

  @Test
  void a_cohort_is_exactly_as_large_as_it_says() {
    assertRefused(
        "04" + "01" + KEYS + "00000002" + ROW_V1,
        Sentinel.ENTRY_MALFORMED,
        "2 row parts do not fill 14 bytes.");
    assertRefused(
        "04" + "01" + KEYS + "00000001" + ROW_V2,
        Sentinel.ENTRY_MALFORMED,
        "1 row parts do not fill 30 bytes.");
  }

  @Test
  void each_wrapped_key_has_at_most_4096_bytes() {
    String detail = "A wrapped key has at most 4096 bytes, not 4097.";
    assertAccepted("04" + "01" + STORAGE + wrapped(4096) + RAFT + wrapped(4096) + "00000000");
    assertRefused(
        "04" + "01" + STORAGE + wrapped(4097) + RAFT + wrapped(1) + "00000000",
        Sentinel.ENTRY_MALFORMED,
        detail);
    assertRefused(
        "04" + "01" + STORAGE + wrapped(1) + RAFT + wrapped(4097) + "00000000",
        Sentinel.ENTRY_MALFORMED,
        detail);
  }

  @Test
  void a_length_over_the_bound_is_refused_before_the_bytes_are_looked_at() {
    assertRefused(
        "04" + "01" + STORAGE + "ffffffff",
        Sentinel.ENTRY_MALFORMED,
        "A wrapped key has at most 4096 bytes, not 4294967295.");
  }

  @Test
  void no_key_has_id_0() {
    String detail = "An entry names key id 0.";
    assertRefused("04" + "01" + "00000000", Sentinel.KEY_ID_RESERVED, detail);
    assertRefused(
        "04" + "01" + STORAGE + wrapped(1) + "00000000", Sentinel.KEY_ID_RESERVED, detail);
    assertRefused(
        "04" + "02" + TIME + KEYS + "00000002" + ROW_V2 + ROW_OF_DEK_0,
        Sentinel.KEY_ID_RESERVED,
        detail);
  }

  @Test
  void no_writer_has_id_0() {
    assertRefused(
        "04" + "02" + TIME + KEYS + "00000002" + ROW_V2 + ROW_OF_NODE_0,
        Sentinel.NODE_ID_RESERVED,
        "A registration names node id 0.");
  }
}
