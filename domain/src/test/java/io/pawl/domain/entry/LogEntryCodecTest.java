// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogEntryCodecTest {
  private static final NamedKey KEY = new NamedKey(new DekId(7), new WrappedDek(Bytes.ofHex("ab")));

  /** One entry of each kind. */
  private static final List<LogEntry> KINDS =
      List.of(
          new WriterRegistration(EntryHex.WRITER_V2),
          new WriterRegistrations(List.of(EntryHex.WRITER_V2)),
          new Bootstrap(EntryHex.CREATED_AT, KEY, KEY, List.of()),
          new Rotation(
              EntryHex.CREATED_AT, RotationKind.ROTATE, Purpose.RAFT, KEY, EntryHex.WRITER_V2));

  @Test
  void every_kind_of_entry_is_known_here() {
    assertThat(KINDS.stream().<Class<?>>map(LogEntry::getClass))
        .containsExactlyInAnyOrder(LogEntry.class.getPermittedSubclasses());
  }

  @Test
  void every_kind_is_written_under_an_opcode_of_its_own_and_no_other_opcode_is_read() {
    Set<Integer> written =
        KINDS.stream()
            .map(entry -> Byte.toUnsignedInt(LogEntryCodec.encode(entry).toArray()[0]))
            .collect(Collectors.toSet());
    Set<Integer> read =
        IntStream.rangeClosed(0, 0xff)
            .filter(opcode -> !isUnknown(opcode))
            .boxed()
            .collect(Collectors.toSet());

    assertThat(written).hasSameSizeAs(KINDS).isEqualTo(read).isEqualTo(Set.of(3, 4, 5, 6));
  }

  @Test
  void every_kind_is_read_as_it_was_written() {
    assertThat(KINDS)
        .allSatisfy(
            entry ->
                assertThat(LogEntryCodec.decode(LogEntryCodec.encode(entry)))
                    .isEqualTo(new Decoded.Value<>(entry)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "07", "ff"})
  void a_reserved_opcode_is_unknown_whatever_follows(String opcode) {
    String detail = "The opcode is " + opcode + ".";
    EntryHex.assertRefused(opcode, Sentinel.ENTRY_OPCODE_UNKNOWN, detail);
    EntryHex.assertRefused(opcode + "02" + EntryHex.ROW_V2, Sentinel.ENTRY_OPCODE_UNKNOWN, detail);
  }

  @Test
  void no_bytes_are_no_entry() {
    EntryHex.assertRefused("", Sentinel.ENTRY_MALFORMED, "Field opcode needs 1 bytes, 0 are left.");
  }

  private static boolean isUnknown(int opcode) {
    return EntryHex.decode("%02x".formatted(opcode)) instanceof Decoded.Malformed<LogEntry> it
        && it.sentinel() == Sentinel.ENTRY_OPCODE_UNKNOWN;
  }
}
