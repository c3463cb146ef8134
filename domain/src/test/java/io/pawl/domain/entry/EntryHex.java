// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;

/** The parts that examples of entries are put together from, in hex, and what they stand for. */
final class EntryHex {
  static final String DEK = "00000007";
  static final String NODE = "08b37b07b558d4c0";
  static final String EPOCH = "0005";
  static final String INCARNATION = "0000000000000001" + "fffffffffffffffe";
  static final String ROW_V1 = DEK + NODE + EPOCH;
  static final String ROW_V2 = ROW_V1 + INCARNATION;
  static final String TIME = "ffffffffffffffff";

  static final String ROW_OF_DEK_0 = "00000000" + NODE + EPOCH + INCARNATION;
  static final String ROW_OF_NODE_0 = DEK + "0000000000000000" + EPOCH + INCARNATION;

  static final CreatedAt CREATED_AT = new CreatedAt.Recorded(-1);
  static final Registration WRITER_V1 = writer(Incarnation.ABSENT);
  static final Registration WRITER_V2 = writer(new Incarnation.Drawn(1, -2));

  private EntryHex() {}

  /** A wrapped key of so many bytes, behind its length. */
  static String wrapped(int length) {
    return "%08x".formatted(length) + "ab".repeat(length);
  }

  static Decoded<LogEntry> decode(String hex) {
    return LogEntryCodec.decode(Bytes.ofHex(hex));
  }

  static void assertIs(String hex, LogEntry entry) {
    assertThat(LogEntryCodec.encode(entry).toHex()).isEqualTo(hex);
    assertThat(decode(hex)).isEqualTo(new Decoded.Value<>(entry));
  }

  static void assertAccepted(String hex) {
    assertThat(decode(hex)).isInstanceOf(Decoded.Value.class);
  }

  static void assertRefused(String hex, Sentinel sentinel, String detail) {
    assertThat(decode(hex)).isEqualTo(new Decoded.Malformed<LogEntry>(sentinel, detail));
  }

  private static Registration writer(Incarnation incarnation) {
    return new Registration(
        new DekId(7), new NodeId(0x08b3_7b07_b558_d4c0L), new LocalEpoch(5), incarnation);
  }
}
