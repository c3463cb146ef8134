// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.writer.Registration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Proposals that no leader takes, each with the sentinel of why. */
record UnknownBytes(Bytes bytes, Sentinel sentinel) {
  private static final int MORE_MAX = 80;
  private static final int OPCODE_AT = 0;
  private static final int OPCODE_NEXT = 7;
  private static final int VERSION_AT = 1;
  private static final int VERSION_NEXT = 3;

  /** Noise, what once was the proposal of this registration, or what only a leader makes. */
  static UnknownBytes draw(SplittableRandom random, Registration registration) {
    if (random.nextInt(7) == 0) {
      return new UnknownBytes(LogEntryCodec.encode(firstKeys()), Sentinel.REQUEST_MALFORMED);
    }
    while (true) {
      Bytes bytes = Bytes.copyOf(spoiled(random, proposalOf(random, registration)));
      if (LogEntryCodec.decode(bytes) instanceof Malformed<LogEntry> malformed) {
        return new UnknownBytes(bytes, malformed.sentinel());
      }
    }
  }

  private static LogEntry firstKeys() {
    WrappedDek wrapped = new WrappedDek(Bytes.copyOf(new byte[] {1}));
    return new Bootstrap(
        CreatedAt.UNRECORDED,
        new NamedKey(new DekId(1), wrapped),
        new NamedKey(new DekId(2), wrapped),
        List.of());
  }

  private static byte[] proposalOf(SplittableRandom random, Registration registration) {
    return LogEntryCodec.encode(
            random.nextBoolean()
                ? new WriterRegistration(registration)
                : new WriterRegistrations(List.of(registration)))
        .toArray();
  }

  private static byte[] spoiled(SplittableRandom random, byte[] proposal) {
    return switch (random.nextInt(6)) {
      case 0 -> noise(random, random.nextInt(MORE_MAX));
      case 1 -> Arrays.copyOf(proposal, random.nextInt(proposal.length));
      case 2 -> Arrays.copyOf(proposal, proposal.length + 1 + random.nextInt(MORE_MAX));
      case 3 -> with(proposal, OPCODE_AT, OPCODE_NEXT + random.nextInt(0x100 - OPCODE_NEXT));
      case 4 -> with(proposal, VERSION_AT, VERSION_NEXT + random.nextInt(0x100 - VERSION_NEXT));
      default -> with(proposal, random.nextInt(proposal.length), random.nextInt(0x100));
    };
  }

  private static byte[] noise(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] with(byte[] proposal, int at, int value) {
    byte[] changed = proposal.clone();
    changed[at] = (byte) value;
    return changed;
  }
}
