// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Registration;
import java.util.List;

/** Writes what {@link EntryReader} draws. */
final class EntryWriter implements LogEntry.Cases<Bytes> {
  static final EntryWriter INSTANCE = new EntryWriter();

  private static final int HEADER = 2;
  private static final int DEK_ID = 4;
  private static final int WRAPPED_LENGTH = 4;

  private EntryWriter() {}

  @Override
  public Bytes writerRegistration(WriterRegistration entry) {
    ByteTape tape =
        begin(LogEntryCodec.REGISTRATION, entry, HEADER + RowPart.length(entry.version()));
    RowPart.write(tape, entry.registration());
    return tape.bytes();
  }

  @Override
  public Bytes writerRegistrations(WriterRegistrations entry) {
    int count = entry.registrations().size();
    ByteTape tape =
        begin(
            LogEntryCodec.REGISTRATIONS,
            entry,
            HEADER + 2 + count * RowPart.length(entry.version()));
    tape.u16(count);
    return rowParts(tape, entry.registrations());
  }

  @Override
  public Bytes bootstrap(Bootstrap entry) {
    int count = entry.cohort().size();
    int length =
        HEADER
            + length(entry.createdAt())
            + length(entry.storage())
            + length(entry.raft())
            + 4
            + count * RowPart.length(entry.version());
    ByteTape tape = begin(LogEntryCodec.BOOTSTRAP, entry, length);
    write(tape, entry.createdAt());
    write(tape, entry.storage());
    write(tape, entry.raft());
    tape.u32(count);
    return rowParts(tape, entry.cohort());
  }

  @Override
  public Bytes rotation(Rotation entry) {
    int length =
        HEADER
            + length(entry.createdAt())
            + 1
            + length(entry.key())
            + 1
            + RowPart.length(entry.version());
    ByteTape tape = begin(LogEntryCodec.ROTATION, entry, length);
    write(tape, entry.createdAt());
    Bytes wrapped = entry.key().wrapped().bytes();
    tape.u8(entry.kind().subtag())
        .u32(entry.key().id().value())
        .u8(entry.purpose().code())
        .u32(wrapped.length())
        .run(wrapped);
    return rowParts(tape, List.of(entry.proposer()));
  }

  private static ByteTape begin(int opcode, LogEntry entry, int length) {
    return ByteTape.ofLength(length).u8(opcode).u8(entry.version().code());
  }

  private static int length(CreatedAt createdAt) {
    return createdAt instanceof CreatedAt.Recorded ? 8 : 0;
  }

  private static int length(NamedKey key) {
    return DEK_ID + WRAPPED_LENGTH + key.wrapped().bytes().length();
  }

  private static void write(ByteTape tape, CreatedAt createdAt) {
    if (createdAt instanceof CreatedAt.Recorded recorded) {
      tape.u64(recorded.unixMillis());
    }
  }

  private static void write(ByteTape tape, NamedKey key) {
    Bytes wrapped = key.wrapped().bytes();
    tape.u32(key.id().value()).u32(wrapped.length()).run(wrapped);
  }

  private static Bytes rowParts(ByteTape tape, List<Registration> registrations) {
    registrations.forEach(registration -> RowPart.write(tape, registration));
    return tape.bytes();
  }
}
