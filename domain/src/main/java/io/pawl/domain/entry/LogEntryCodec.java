// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;

/**
 * The bytes of the replicated log: {@code opcode u8 | payload}, drawn at {@link EntryReader}.
 *
 * <p>Decoding is strict. Every byte is accounted for, a length is checked before anything is
 * allocated, and there is no skipping of what is not known: skipping is how replicas diverge.
 * Encoding a decoded entry gives the same bytes back.
 */
public final class LogEntryCodec {
  static final int REGISTRATION = 0x03;
  static final int BOOTSTRAP = 0x04;
  static final int ROTATION = 0x05;
  static final int REGISTRATIONS = 0x06;

  private LogEntryCodec() {}

  public static Bytes encode(LogEntry entry) {
    return entry.match(EntryWriter.INSTANCE);
  }

  public static Decoded<LogEntry> decode(Bytes bytes) {
    return Decoded.parse(bytes, Sentinel.ENTRY_MALFORMED, LogEntryCodec::parse);
  }

  private static LogEntry parse(ByteCursor cursor) {
    int opcode = cursor.u8("opcode");
    cursor.require(
        opcode >= REGISTRATION && opcode <= REGISTRATIONS,
        Sentinel.ENTRY_OPCODE_UNKNOWN,
        "The opcode is %02x.",
        opcode);
    return switch (opcode) {
      case REGISTRATION -> new WriterRegistration(EntryReader.registration(cursor));
      case BOOTSTRAP -> EntryReader.bootstrap(cursor);
      case ROTATION -> EntryReader.rotation(cursor);
      default -> new WriterRegistrations(EntryReader.registrations(cursor));
    };
  }
}
