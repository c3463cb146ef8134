// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.entry.RotationKind;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Log entries of both versions. */
final class EntryChecks {

  private EntryChecks() {}

  static void registrationV1(VectorCase vector) {
    checkV1(vector, 3, new WriterRegistration(writerV1(vector)));
  }

  static void bootstrapV1(VectorCase vector) {
    checkV1(
        vector,
        4,
        new Bootstrap(
            CreatedAt.UNRECORDED,
            new NamedKey(vector.dek("storage_dek_id"), vector.wrapped("wrapped_storage")),
            new NamedKey(vector.dek("raft_dek_id"), vector.wrapped("wrapped_raft")),
            vector.list("rows").stream().map(EntryChecks::writerV1).toList()));
  }

  static void rotationV1(VectorCase vector) {
    checkV1(
        vector,
        5,
        new Rotation(
            CreatedAt.UNRECORDED,
            kind(vector),
            purpose(vector),
            new NamedKey(vector.dek("dek_id"), vector.wrapped("wrapped")),
            writerV1(vector.nested("proposer"))));
  }

  static void registrationV2(VectorCase vector) {
    NodeId node = vector.node("node_id");
    check(
        vector.bytes("entry"),
        new WriterRegistration(
            new Registration(
                vector.dek("dek_id"),
                node,
                vector.epoch("epoch"),
                vector.incarnation("incarnation"))));
  }

  /** The file gives the wrapped keys in a section of their own, and the rows as they stand. */
  static void bootstrapV2(VectorCase vector) {
    Bootstrap entry =
        new Bootstrap(
            createdAt(vector),
            wrappedKey(Purpose.STORAGE),
            wrappedKey(Purpose.RAFT),
            rowParts(vector).map(EntryChecks::writerV2).toList());

    check(vector.bytes("entry"), entry);
  }

  /** The file does not give the proposer apart from the entry, whose last row part it is. */
  static void rotationV2(VectorCase vector) {
    String entry = vector.text("entry");
    NamedKey key = wrappedKey(purpose(vector));
    assertThat(key.id()).isEqualTo(vector.dek("dek_id"));

    check(
        vector.bytes("entry"),
        new Rotation(
            createdAt(vector),
            kind(vector),
            purpose(vector),
            key,
            writerV2(entry.substring(entry.length() - 2 * 30))));
  }

  private static void checkV1(VectorCase vector, int opcode, LogEntry entry) {
    assertThat(vector.text("raft_entry"))
        .isEqualTo(HexFormat.of().toHexDigits((byte) opcode) + vector.text("payload"));
    check(vector.bytes("raft_entry"), entry);
  }

  private static void check(Bytes bytes, LogEntry entry) {
    assertThat(LogEntryCodec.encode(entry)).isEqualTo(bytes);
    assertThat(LogEntryCodec.decode(bytes)).isEqualTo(new Decoded.Value<>(entry));
  }

  private static Registration writerV1(VectorCase vector) {
    return new Registration(
        vector.dek("dek_id"),
        vector.node("full_node_id_hex"),
        vector.epoch("local_epoch"),
        Incarnation.ABSENT);
  }

  /** Takes the row part apart by hand, so that the codec is not its own witness. */
  private static Registration writerV2(String rowPart) {
    return new Registration(
        new DekId(Long.parseLong(rowPart.substring(0, 8), 16)),
        new NodeId(Long.parseUnsignedLong(rowPart.substring(8, 24), 16)),
        new LocalEpoch(Integer.parseInt(rowPart.substring(24, 28), 16)),
        new Incarnation.Drawn(
            Long.parseUnsignedLong(rowPart.substring(28, 44), 16),
            Long.parseUnsignedLong(rowPart.substring(44), 16)));
  }

  private static Stream<String> rowParts(VectorCase vector) {
    return vector.list("rows").stream().map(row -> row.json().textValue());
  }

  private static NamedKey wrappedKey(Purpose purpose) {
    List<VectorCase> keys =
        VectorFile.V2.cases("/wrapped_dek").stream()
            .filter(key -> key.number("purpose") == purpose.code())
            .toList();
    assertThat(keys).hasSize(1);
    return new NamedKey(keys.get(0).dek("dek_id"), keys.get(0).wrapped("wrapped"));
  }

  private static CreatedAt createdAt(VectorCase vector) {
    return new CreatedAt.Recorded(vector.number("created_at_ms"));
  }

  private static RotationKind kind(VectorCase vector) {
    return Stream.of(RotationKind.values())
        .filter(kind -> kind.subtag() == vector.number("subtag"))
        .findFirst()
        .orElseThrow();
  }

  private static Purpose purpose(VectorCase vector) {
    return Purpose.ofCode((int) vector.number("purpose")).orElseThrow();
  }
}
