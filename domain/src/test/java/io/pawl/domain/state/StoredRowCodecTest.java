// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRowCodecTest {
  private static final String NAMESPACE =
      HexFormat.of().formatHex("!encryption|writers|".getBytes(StandardCharsets.US_ASCII));
  private static final String KEY = NAMESPACE + "00000007" + "7c" + "d4c0";
  private static final String KEY_WITHOUT_ITS_END =
      "21656e6372797074696f6e7c777269746572737c000000077cd4";
  private static final String KEY_AND_A_BYTE = KEY_WITHOUT_ITS_END + "c000";
  private static final String OWNER = "08b37b07b558d4c0";
  private static final String ROW = OWNER + "0003" + "0005";
  private static final String INCARNATION = "0000000000000001" + "fffffffffffffffe";

  private static final NodeId NODE = new NodeId(0x08b3_7b07_b558_d4c0L);
  private static final WriterKey AT = new WriterKey(new DekId(7), new NodeSlot(0xd4c0));
  private static final WriterRow ABSENT =
      new WriterRow(NODE, new LocalEpoch(3), new LocalEpoch(5), Incarnation.ABSENT);
  private static final WriterRow DRAWN =
      new WriterRow(NODE, new LocalEpoch(3), new LocalEpoch(5), new Incarnation.Drawn(1, -2));

  @Test
  void a_row_is_written_as_it_is_drawn() {
    assertThat(StoredRowCodec.encodeKey(AT).toHex()).isEqualTo(KEY);
    assertThat(StoredRowCodec.encodeValue(ABSENT).toHex()).isEqualTo(ROW);
    assertThat(StoredRowCodec.encodeValue(DRAWN).toHex()).isEqualTo(ROW + INCARNATION);
    assertThat(StoredRowCodec.dekPrefix(new DekId(7)).toHex())
        .isEqualTo(NAMESPACE + "00000007" + "7c");
  }

  @Test
  void the_lengths_it_states_are_the_lengths_it_writes() {
    assertThat(StoredRowCodec.encodeKey(AT).length()).isEqualTo(StoredRowCodec.KEY_LENGTH);
    assertThat(StoredRowCodec.dekPrefix(AT.dek()).length())
        .isEqualTo(StoredRowCodec.DEK_PREFIX_LENGTH);
    assertThat(StoredRowCodec.encodeValue(ABSENT).length())
        .isEqualTo(StoredRowCodec.VALUE_LENGTH_ABSENT);
    assertThat(StoredRowCodec.encodeValue(DRAWN).length())
        .isEqualTo(StoredRowCodec.VALUE_LENGTH_DRAWN);
  }

  @Test
  void a_row_is_read_as_it_is_drawn() {
    assertThat(StoredRowCodec.decode(Bytes.ofHex(KEY), Bytes.ofHex(ROW)))
        .isEqualTo(new Decoded.Value<>(new StoredRow(AT, ABSENT)));
    assertThat(StoredRowCodec.decode(Bytes.ofHex(KEY), Bytes.ofHex(ROW + INCARNATION)))
        .isEqualTo(new Decoded.Value<>(new StoredRow(AT, DRAWN)));
    assertThat(StoredRowCodec.decodeAt(AT, Bytes.ofHex(ROW)))
        .isEqualTo(new Decoded.Value<>(new StoredRow(AT, ABSENT)));
  }

  @Test
  void the_first_epoch_may_be_the_last() {
    assertThat(StoredRowCodec.decodeValue(Bytes.ofHex(OWNER + "0005" + "0005")))
        .isInstanceOf(Decoded.Value.class);
  }

  @Test
  void any_length_but_12_and_28_is_malformed_and_never_no_row() {
    byte[] longest = HexFormat.of().parseHex(ROW + INCARNATION + ROW);
    for (int length = 0; length <= longest.length; length++) {
      Bytes bytes = Bytes.copyOf(Arrays.copyOf(longest, length));
      if (length == 12 || length == 28) {
        assertThat(StoredRowCodec.decodeValue(bytes)).isInstanceOf(Decoded.Value.class);
      } else {
        assertMalformed(
            StoredRowCodec.decodeValue(bytes),
            Sentinel.REGISTRY_ROW_MALFORMED,
            "A row has 12 or 28 bytes, not " + length + ".");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "000000000000000000030005, Node id 0 owns no row.",
    "08b37b07b558d4c000050003, The first epoch is after the last epoch.",
  })
  void a_row_that_could_not_have_been_written_is_malformed(String hex, String detail) {
    assertMalformed(
        StoredRowCodec.decodeValue(Bytes.ofHex(hex)), Sentinel.REGISTRY_ROW_MALFORMED, detail);
    assertMalformed(
        StoredRowCodec.decodeAt(AT, Bytes.ofHex(hex)), Sentinel.REGISTRY_ROW_MALFORMED, detail);
  }

  @Test
  void a_row_at_another_slot_than_its_owners_is_malformed() {
    Bytes elsewhere = Bytes.ofHex(NAMESPACE + "00000007" + "7c" + "d4c1");

    assertMalformed(
        StoredRowCodec.decode(elsewhere, Bytes.ofHex(ROW)),
        Sentinel.REGISTRY_ROW_MALFORMED,
        "The row's owner has another slot.");
  }

  @Test
  void the_key_is_looked_at_before_the_row() {
    assertMalformed(
        StoredRowCodec.decode(Bytes.EMPTY, Bytes.EMPTY),
        Sentinel.REGISTRY_KEY_MALFORMED,
        "A row key has 27 bytes, not 0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", KEY_WITHOUT_ITS_END, KEY_AND_A_BYTE})
  void a_key_of_another_length_is_malformed(String hex) {
    Bytes key = Bytes.ofHex(hex);

    assertMalformed(
        StoredRowCodec.decodeKey(key),
        Sentinel.REGISTRY_KEY_MALFORMED,
        "A row key has 27 bytes, not " + key.length() + ".");
  }

  @Test
  void a_key_of_another_namespace_is_malformed() {
    assertMalformed(
        StoredRowCodec.decodeKey(Bytes.ofHex(KEY.replaceFirst("^21", "22"))),
        Sentinel.REGISTRY_KEY_MALFORMED,
        "The key is not in the writers' namespace.");
  }

  @Test
  void a_key_of_dek_0_is_malformed() {
    assertMalformed(
        StoredRowCodec.decodeKey(Bytes.ofHex(NAMESPACE + "00000000" + "7c" + "d4c0")),
        Sentinel.REGISTRY_KEY_MALFORMED,
        "Key id 0 has no rows.");
  }

  @Test
  void a_key_without_its_separator_is_malformed() {
    assertMalformed(
        StoredRowCodec.decodeKey(Bytes.ofHex(NAMESPACE + "00000007" + "7d" + "d4c0")),
        Sentinel.REGISTRY_KEY_MALFORMED,
        "The separator is missing.");
  }

  private static <T> void assertMalformed(Decoded<T> decoded, Sentinel sentinel, String detail) {
    assertThat(decoded).isEqualTo(new Decoded.Malformed<T>(sentinel, detail));
  }
}
