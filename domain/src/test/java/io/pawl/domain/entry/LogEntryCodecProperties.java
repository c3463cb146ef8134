// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Damage;
import io.pawl.domain.wire.Decoded;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

@Domain(EncryptionDomain.class)
class LogEntryCodecProperties {
  private static final Set<Sentinel> SENTINELS =
      Set.of(
          Sentinel.ENTRY_MALFORMED,
          Sentinel.ENTRY_VERSION_UNKNOWN,
          Sentinel.ENTRY_OPCODE_UNKNOWN,
          Sentinel.ENTRY_SUBTAG_UNKNOWN,
          Sentinel.KEY_ID_RESERVED,
          Sentinel.NODE_ID_RESERVED);

  @Property
  void decoding_an_encoded_entry_gives_it_back(@ForAll LogEntry entry) {
    assertThat(LogEntryCodec.decode(LogEntryCodec.encode(entry)))
        .isEqualTo(new Decoded.Value<>(entry));
  }

  @Property
  void no_entry_is_the_beginning_of_another(@ForAll LogEntry entry) {
    assertThat(Damage.truncationsOf(LogEntryCodec.encode(entry)))
        .map(LogEntryCodec::decode)
        .allMatch(Decoded.Malformed.class::isInstance);
  }

  @Property
  void nothing_may_follow_an_entry(
      @ForAll LogEntry entry, @ForAll @Size(min = 1, max = 40) byte[] more) {
    assertThat(LogEntryCodec.decode(Damage.extended(LogEntryCodec.encode(entry), more)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Property
  void an_entry_with_a_flipped_bit_is_refused_or_another_entry(
      @ForAll LogEntry entry, @ForAll @IntRange(min = 0) int bit) {
    Bytes bytes = LogEntryCodec.encode(entry);
    Bytes flipped = Damage.flipped(bytes, bit);

    assertAccountedFor(flipped);
    assertThat(LogEntryCodec.decode(flipped)).isNotEqualTo(LogEntryCodec.decode(bytes));
  }

  @Property
  void any_bytes_at_all_are_refused_or_an_entry(@ForAll("bytes") Bytes bytes) {
    assertAccountedFor(bytes);
  }

  @Property
  void bytes_that_begin_like_an_entry_are_refused_or_one(@ForAll("nearlyEntries") Bytes bytes) {
    assertAccountedFor(bytes);
  }

  @Provide
  Arbitrary<Bytes> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(Bytes::copyOf);
  }

  /** A real opcode and version, then small numbers: they go deep before they go wrong. */
  @Provide
  Arbitrary<Bytes> nearlyEntries() {
    Arbitrary<Byte> opcodes = Arbitraries.bytes().between((byte) 3, (byte) 6);
    Arbitrary<Byte> versions = Arbitraries.bytes().between((byte) 1, (byte) 2);
    Arbitrary<byte[]> payloads =
        Arbitraries.bytes().between((byte) 0, (byte) 5).array(byte[].class).ofMaxSize(100);
    return Combinators.combine(opcodes, versions, payloads)
        .as(
            (opcode, version, payload) ->
                Damage.extended(Bytes.copyOf(new byte[] {opcode, version}), payload));
  }

  private static void assertAccountedFor(Bytes bytes) {
    Damage.assertAccountedFor(bytes, LogEntryCodec.decode(bytes), LogEntryCodec::encode, SENTINELS);
  }
}
