// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingCodecTest {
  private static final String ACTIVE = "0000000900000007";
  private static final String RAFT = "00000007" + "02" + "00" + "0000000000000003" + "00000002aabb";
  private static final String STORAGE =
      "00000009" + "01" + "01" + "0000018bcfe56800" + "0000000000000004" + "00000001cc";
  private static final String RING = "01" + ACTIVE + "00000002" + RAFT + STORAGE;

  private static final KeyRing.Filled DRAWN =
      KeyRing.ofFirst(
          new RingKey(
              new DekId(9),
              Purpose.STORAGE,
              new WrappedDek(Bytes.ofHex("cc")),
              new CreatedAt.Recorded(1_700_000_000_000L),
              4),
          new RingKey(
              new DekId(7),
              Purpose.RAFT,
              new WrappedDek(Bytes.ofHex("aabb")),
              CreatedAt.UNRECORDED,
              3));

  @Test
  void a_ring_is_written_as_it_is_drawn() {
    assertThat(KeyRingCodec.KEY)
        .isEqualTo(Bytes.copyOf("!encryption|keyring".getBytes(StandardCharsets.US_ASCII)));
    assertThat(KeyRingCodec.encode(DRAWN).toHex()).isEqualTo(RING);
    assertThat(KeyRingCodec.decode(Bytes.ofHex(RING))).isEqualTo(new Decoded.Value<>(DRAWN));
  }

  @Test
  void it_stands_in_front_of_every_row_and_is_none() {
    Bytes first = StoredRowCodec.encodeKey(new WriterKey(new DekId(1), new NodeSlot(0)));

    assertThat(KeyRingCodec.KEY).isLessThan(first);
    assertThat(StoredRowCodec.decodeKey(KeyRingCodec.KEY)).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void no_ring_is_longer_than_stated() {
    Bytes long4096 = Bytes.copyOf(new byte[WrappedDek.LENGTH_MAX - 8]);
    List<RingKey> keys =
        LongStream.rangeClosed(1, KeyRing.KEYS_MAX)
            .mapToObj(
                id ->
                    new RingKey(
                        new DekId(id),
                        id == 1 ? Purpose.RAFT : Purpose.STORAGE,
                        new WrappedDek(Bytes.ofHex("%016x".formatted(id) + long4096.toHex())),
                        new CreatedAt.Recorded(-1),
                        Long.MAX_VALUE))
            .toList();
    KeyRing.Filled longest = new KeyRing.Filled(new DekId(2), new DekId(1), keys);

    Bytes bytes = KeyRingCodec.encode(longest);

    assertThat(bytes.length()).isEqualTo(KeyRingCodec.VALUE_LENGTH_MAX);
    assertThat(KeyRingCodec.decode(bytes)).isEqualTo(new Decoded.Value<>(longest));
  }

  @ParameterizedTest
  @CsvSource({
    "'', Field version needs",
    "01 00000000 00000007 00000000, Field active_storage is 0",
    "01 00000009 00000000 00000000, Field active_raft is 0",
    "01 00000009 00000007 00000000, An active key is missing",
    "01 00000009 00000007 00001001, 4097 keys are too many",
    "01 00000009 00000007 ffffffff, 4294967295 keys are too many",
    "01 00000009 00000007 00000002 00000007, 2 keys are too many",
    "01 00000009 00000007 00000001 00000007 03 00 0000000000000003 00000001 aa, The purpose is 03",
    "01 00000009 00000007 00000001 00000007 02 02 0000000000000003 00000001 aa, not 02",
    "01 00000009 00000007 00000001 00000000 02 00 0000000000000003 00000001 aa, Field id is 0",
    "01 00000009 00000007 00000001 00000007 02 00 8000000000000000 00000001 aa, No entry stands",
    "01 00000009 00000007 00000001 00000007 02 00 0000000000000003 00000000 aa, 1 to 4096 bytes",
    "01 00000009 00000007 00000001 00000007 02 00 0000000000000003 00001001 aa, 1 to 4096 bytes",
    "01 00000009 00000007 00000001 00000007 02 00 0000000000000003 00000002 aa, wrapped needs 2"
  })
  void what_is_not_a_ring_is_malformed(String hex, String detail) {
    assertMalformed(hex.replace(" ", ""), Sentinel.KEY_RING_MALFORMED, detail);
  }

  @Test
  void another_version_is_unknown_whatever_follows() {
    assertMalformed("00", Sentinel.KEY_RING_VERSION_UNKNOWN, "The version is 00.");
    assertMalformed("02" + RING, Sentinel.KEY_RING_VERSION_UNKNOWN, "The version is 02.");
  }

  @Test
  void a_ring_whose_keys_do_not_fit_together_is_malformed() {
    assertMalformed(
        "01" + ACTIVE + "00000002" + STORAGE + RAFT,
        Sentinel.KEY_RING_MALFORMED,
        "not in the order");
    assertMalformed(
        "01" + "0000000700000009" + "00000002" + RAFT + STORAGE,
        Sentinel.KEY_RING_MALFORMED,
        "another purpose");
    assertMalformed(
        "01" + ACTIVE + "00000002" + RAFT + STORAGE.replace("00000001cc", "00000002aabb"),
        Sentinel.KEY_RING_MALFORMED,
        "share their bytes");
    assertMalformed(RING + "00", Sentinel.KEY_RING_MALFORMED, "1 bytes follow the last field.");
  }

  private static void assertMalformed(String hex, Sentinel sentinel, String detail) {
    Decoded<KeyRing.Filled> decoded = KeyRingCodec.decode(Bytes.ofHex(hex));

    assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
    Decoded.Malformed<KeyRing.Filled> malformed = (Decoded.Malformed<KeyRing.Filled>) decoded;
    assertThat(malformed.sentinel()).isEqualTo(sentinel);
    assertThat(malformed.detail()).contains(detail);
  }
}
