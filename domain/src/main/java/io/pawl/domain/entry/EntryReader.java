// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.writer.Registration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Payloads behind the opcode. {@code row part} is drawn at {@link RowPart}; {@code [ ]} is in
 * version 2 only.
 *
 * <pre>
 * 03 registration   version u8 | row part
 * 04 bootstrap      version u8 | [created_at_ms u64]
 *                   | storage_dek_id u32 | len u32 | wrapped | raft_dek_id u32 | len u32 | wrapped
 *                   | count u32 (0..16384) | count row parts
 * 05 rotation       version u8 | [created_at_ms u64] | subtag u8 | dek_id u32 | purpose u8
 *                   | len u32 | wrapped | row part of the proposer
 * 06 registrations  version u8 = 2 | count u16 (1..4096) | count row parts
 * </pre>
 */
final class EntryReader {

  private EntryReader() {}

  /** Length first, then version: a short payload is malformed whatever its version byte says. */
  static Registration registration(ByteCursor cursor) {
    int length = cursor.remaining() - 1;
    cursor.require(
        length == RowPart.length(EntryVersion.V1) || length == RowPart.length(EntryVersion.V2),
        "A registration has 15 or 31 bytes, not %s.",
        cursor.remaining());
    EntryVersion version = version(cursor);
    cursor.require(length == RowPart.length(version), "The length is of another version.");
    return RowPart.read(cursor, version);
  }

  static List<Registration> registrations(ByteCursor cursor) {
    cursor.require(
        version(cursor) == EntryVersion.V2,
        Sentinel.ENTRY_VERSION_UNKNOWN,
        "Many registrations have no version 1.");
    int count = cursor.u16("count");
    cursor.require(
        count >= 1 && count <= WriterRegistrations.COUNT_MAX,
        "Many registrations are 1 to 4096, not %s.",
        count);
    return rowParts(cursor, EntryVersion.V2, count);
  }

  static Bootstrap bootstrap(ByteCursor cursor) {
    EntryVersion version = version(cursor);
    CreatedAt createdAt = createdAt(cursor, version);
    NamedKey storage = namedKey(cursor);
    NamedKey raft = namedKey(cursor);
    long count = cursor.u32("count");
    cursor.require(
        count <= Bootstrap.COHORT_MAX, "A cohort has at most 16384 writers, not %s.", count);
    return new Bootstrap(createdAt, storage, raft, rowParts(cursor, version, (int) count));
  }

  static Rotation rotation(ByteCursor cursor) {
    EntryVersion version = version(cursor);
    CreatedAt createdAt = createdAt(cursor, version);
    RotationKind kind = kind(cursor);
    DekId id = RowPart.readDekId(cursor);
    Purpose purpose = purpose(cursor);
    WrappedDek wrapped = wrapped(cursor);
    cursor.require(kind.admits(purpose, wrapped), "The change does not fit purpose and key.");
    Registration proposer = RowPart.read(cursor, version);
    return new Rotation(createdAt, kind, purpose, new NamedKey(id, wrapped), proposer);
  }

  private static EntryVersion version(ByteCursor cursor) {
    int code = cursor.u8("version");
    cursor.require(
        EntryVersion.ofCode(code).isPresent(),
        Sentinel.ENTRY_VERSION_UNKNOWN,
        "The version is %02x.",
        code);
    return EntryVersion.ofCode(code).orElseThrow();
  }

  private static RotationKind kind(ByteCursor cursor) {
    int subtag = cursor.u8("subtag");
    cursor.require(
        RotationKind.ofSubtag(subtag).isPresent(),
        Sentinel.ENTRY_SUBTAG_UNKNOWN,
        "The subtag is %02x.",
        subtag);
    return RotationKind.ofSubtag(subtag).orElseThrow();
  }

  private static Purpose purpose(ByteCursor cursor) {
    int code = cursor.u8("purpose");
    cursor.require(Purpose.ofCode(code).isPresent(), "The purpose is %02x.", code);
    return Purpose.ofCode(code).orElseThrow();
  }

  private static CreatedAt createdAt(ByteCursor cursor, EntryVersion version) {
    return switch (version) {
      case V1 -> CreatedAt.UNRECORDED;
      case V2 -> new CreatedAt.Recorded(cursor.u64("created_at_ms"));
    };
  }

  private static NamedKey namedKey(ByteCursor cursor) {
    return new NamedKey(RowPart.readDekId(cursor), wrapped(cursor));
  }

  private static WrappedDek wrapped(ByteCursor cursor) {
    long length = cursor.u32("wrapped length");
    cursor.require(
        length <= WrappedDek.LENGTH_MAX, "A wrapped key has at most 4096 bytes, not %s.", length);
    return new WrappedDek(cursor.take((int) length, "wrapped"));
  }

  private static List<Registration> rowParts(ByteCursor cursor, EntryVersion version, int count) {
    cursor.require(
        (long) count * RowPart.length(version) == cursor.remaining(),
        "%s row parts do not fill %s bytes.",
        count,
        cursor.remaining());
    return IntStream.range(0, count).mapToObj(i -> RowPart.read(cursor, version)).toList();
  }
}
