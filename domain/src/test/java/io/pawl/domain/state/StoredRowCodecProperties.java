// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Damage;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

@Domain(EncryptionDomain.class)
class StoredRowCodecProperties {

  @Property
  void decoding_an_encoded_row_gives_it_back(@ForAll StoredRow stored) {
    Bytes key = StoredRowCodec.encodeKey(stored.key());
    Bytes value = StoredRowCodec.encodeValue(stored.row());

    assertThat(StoredRowCodec.decodeKey(key)).isEqualTo(new Decoded.Value<>(stored.key()));
    assertThat(StoredRowCodec.decodeValue(value)).isEqualTo(new Decoded.Value<>(stored.row()));
    assertThat(StoredRowCodec.decode(key, value)).isEqualTo(new Decoded.Value<>(stored));
    assertThat(StoredRowCodec.decodeAt(stored.key(), value)).isEqualTo(new Decoded.Value<>(stored));
  }

  @Property
  void keys_in_byte_order_are_rows_in_writer_order(@ForAll WriterKey one, @ForAll WriterKey other) {
    int ofBytes = StoredRowCodec.encodeKey(one).compareTo(StoredRowCodec.encodeKey(other));

    assertThat(Integer.signum(ofBytes)).isEqualTo(Integer.signum(one.compareTo(other)));
  }

  @Property
  void a_key_begins_with_the_prefix_of_its_dek_and_of_no_other(
      @ForAll WriterKey key, @ForAll DekId dek) {
    assertThat(
            StoredRowCodec.encodeKey(key).toHex().startsWith(StoredRowCodec.dekPrefix(dek).toHex()))
        .isEqualTo(key.dek().equals(dek));
  }

  @Property
  void no_key_is_the_beginning_of_another(@ForAll WriterKey key) {
    assertThat(Damage.truncationsOf(StoredRowCodec.encodeKey(key)))
        .map(StoredRowCodec::decodeKey)
        .allMatch(Decoded.Malformed.class::isInstance);
  }

  @Property
  void nothing_may_follow_a_key(
      @ForAll WriterKey key, @ForAll @Size(min = 1, max = 30) byte[] more) {
    assertThat(StoredRowCodec.decodeKey(Damage.extended(StoredRowCodec.encodeKey(key), more)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Property
  void a_key_with_a_flipped_bit_is_refused_or_another_key(
      @ForAll WriterKey key, @ForAll @IntRange(max = 8 * StoredRowCodec.KEY_LENGTH - 1) int bit) {
    assertKeyAccountedFor(Damage.flipped(StoredRowCodec.encodeKey(key), bit));
  }

  @Property
  void a_truncated_row_is_refused_or_another_row(@ForAll WriterRow row) {
    Damage.truncationsOf(StoredRowCodec.encodeValue(row))
        .forEach(StoredRowCodecProperties::assertValueAccountedFor);
  }

  @Property
  void an_extended_row_is_refused_or_another_row(
      @ForAll WriterRow row, @ForAll @Size(min = 1, max = 30) byte[] more) {
    assertValueAccountedFor(Damage.extended(StoredRowCodec.encodeValue(row), more));
  }

  @Property
  void a_row_with_a_flipped_bit_is_refused_or_another_row(
      @ForAll WriterRow row, @ForAll @IntRange(max = 8 * 28 - 1) int bit) {
    assertValueAccountedFor(Damage.flipped(StoredRowCodec.encodeValue(row), bit));
  }

  @Property
  void any_bytes_at_all_are_refused_or_a_row(
      @ForAll("nearlyRows") byte[] array, @ForAll WriterKey key) {
    Bytes bytes = Bytes.copyOf(array);

    assertValueAccountedFor(bytes);
    assertKeyAccountedFor(bytes);
    Damage.assertAccountedFor(
        bytes,
        StoredRowCodec.decodeAt(key, bytes),
        stored -> StoredRowCodec.encodeValue(stored.row()),
        Set.of(Sentinel.REGISTRY_ROW_MALFORMED));
  }

  @Provide
  Arbitrary<byte[]> nearlyRows() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40),
        Arbitraries.bytes().array(byte[].class).ofSize(StoredRowCodec.VALUE_LENGTH_ABSENT),
        Arbitraries.bytes().array(byte[].class).ofSize(StoredRowCodec.VALUE_LENGTH_DRAWN));
  }

  private static void assertKeyAccountedFor(Bytes bytes) {
    Damage.assertAccountedFor(
        bytes,
        StoredRowCodec.decodeKey(bytes),
        StoredRowCodec::encodeKey,
        Set.of(Sentinel.REGISTRY_KEY_MALFORMED));
  }

  private static void assertValueAccountedFor(Bytes bytes) {
    Damage.assertAccountedFor(
        bytes,
        StoredRowCodec.decodeValue(bytes),
        StoredRowCodec::encodeValue,
        Set.of(Sentinel.REGISTRY_ROW_MALFORMED));
  }
}
