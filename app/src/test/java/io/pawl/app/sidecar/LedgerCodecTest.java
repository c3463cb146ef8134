// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static io.pawl.app.sidecar.Samples.CLUSTER;
import static io.pawl.app.sidecar.Samples.NEIGHBOUR;
import static io.pawl.app.sidecar.Samples.OWNER;
import static io.pawl.app.sidecar.Samples.RAFT;
import static io.pawl.app.sidecar.Samples.ROTATED;
import static io.pawl.app.sidecar.Samples.STORAGE;
import static io.pawl.app.sidecar.Samples.epoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.SidecarTampered;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a sidecar, and that no others are taken for them. */
final class LedgerCodecTest {
  private static final Ledger LEDGER =
      Ledger.EMPTY
          .adopting(RingCopy.of(ROTATED), 7, Map.of())
          .spending(STORAGE, epoch(3))
          .spending(new DekId(99), epoch(65535));

  /** With the code of an independent program: Python's hmac over the text without its mac. */
  private static final String GOLDEN =
      "{\"version\":1,\"cluster_id\":\"%s\",\"node\":\"n1\",\"raft_applied_index\":4,"
              .formatted(CLUSTER)
          + "\"active\":{\"storage\":7,\"raft\":8},\"keys\":{"
          + "\"7\":{\"purpose\":\"storage\",\"wrapped\":\"AQI=\",\"created_at\":1700000000000,"
          + "\"local_epoch\":3},"
          + "\"8\":{\"purpose\":\"raft\",\"wrapped\":\"AwQ=\",\"created_at\":null,"
          + "\"local_epoch\":null},"
          + "\"99\":{\"purpose\":null,\"wrapped\":null,\"created_at\":null,\"local_epoch\":0}},"
          + "\"mac\":\"d6cf212323535cd679ae9872106c1eead3c79a96f9897c6e4f7c59e7671f0f8c\"}";

  private final LedgerCodec codec = Samples.codec(OWNER);

  @Test
  void a_ledger_is_written_like_this() {
    KeyRing ring =
        KeyRing.ofFirst(
            new RingKey(
                STORAGE,
                Purpose.STORAGE,
                new WrappedDek(Bytes.ofHex("0102")),
                new CreatedAt.Recorded(1_700_000_000_000L),
                1),
            new RingKey(
                RAFT, Purpose.RAFT, new WrappedDek(Bytes.ofHex("0304")), CreatedAt.UNRECORDED, 1));
    Ledger ledger =
        Ledger.EMPTY
            .adopting(RingCopy.of(ring), 4, Map.of())
            .spending(STORAGE, epoch(3))
            .spending(new DekId(99), epoch(0));

    assertThat(text(codec.encode(ledger))).isEqualTo(GOLDEN);
    assertThat(codec.decode(GOLDEN.getBytes(StandardCharsets.UTF_8))).isEqualTo(ledger);
  }

  @Test
  void what_is_written_is_read() {
    for (Ledger ledger : List.of(Ledger.EMPTY, LEDGER, Ledger.EMPTY.spending(RAFT, epoch(0)))) {
      assertThat(codec.decode(codec.encode(ledger).toArray())).isEqualTo(ledger);
    }
  }

  @Test
  void every_name_is_read_as_it_is_written() {
    for (String name : List.of("größe", "节点-1", "😀", "a\"b\\c/d", "\u0000\n\u001f\u007f\u2028")) {
      LedgerCodec named = Samples.codec(new SidecarOwner(CLUSTER, new NodeName(name)));

      assertThat(named.decode(named.encode(LEDGER).toArray())).isEqualTo(LEDGER);
    }
  }

  @Test
  void every_flipped_bit_is_found_out() {
    byte[] bytes = codec.encode(LEDGER).toArray();

    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      expectTampered(flipped);
    }
  }

  @Test
  void every_truncation_and_every_byte_more_is_found_out() {
    byte[] bytes = codec.encode(LEDGER).toArray();

    for (int length = 0; length < bytes.length; length++) {
      expectTampered(Arrays.copyOf(bytes, length));
      expectTampered(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length));
    }
    expectTampered(Arrays.copyOf(bytes, bytes.length + 1));
    expectTampered(text(bytes, "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void what_another_key_authenticates_is_refused() {
    expectTampered(Samples.codec(OWNER, 0x5b).encode(LEDGER).toArray());
  }

  @Test
  void what_is_another_nodes_or_clusters_is_refused_and_says_whose_it_is() {
    SidecarOwner neighbour = new SidecarOwner(CLUSTER, NEIGHBOUR);
    SidecarOwner elsewhere = new SidecarOwner(ClusterId.of("other", 0), Samples.NODE);
    for (SidecarOwner other : List.of(neighbour, elsewhere)) {
      assertThatThrownBy(() -> codec.decode(Samples.codec(other).encode(LEDGER).toArray()))
          .isInstanceOf(SidecarTampered.class)
          .hasMessageContaining(other.node().value())
          .hasMessageContaining(other.cluster().toString())
          .hasMessageContaining(OWNER.toString());
    }
  }

  /** Each with the right code: as a program would write it that has the key and other ideas. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "version":1                | "version":2
          "version":1                | "version":01
          "version":1                | "version": 1
          "version":1                | "version":1,"version":1
          "version":1                | "version":"1"
          "version":1                | "version":1,"more":1
          "node":"n1"                | "node":"\\u006e1"
          "node":"n1"                | "node":null
          "raft_applied_index":7     | "raft_applied_index":-7
          "raft_applied_index":7     | "raft_applied_index":null
          "raft_applied_index":7     | "raft_applied_index":7.0
          "raft_applied_index":7     | "raft_applied_index":9223372036854775808
          "raft":8                   | "raft":7
          "raft":8                   | "raft":null
          "raft":8                   | "raft":11
          "local_epoch":3            | "local_epoch":65536
          "local_epoch":3            | "local_epoch":-1
          "local_epoch":3            | "local_epoch":3,"local_epoch":3
          "local_epoch":3            | "local_epoch":3,"more":3
          ,"local_epoch":3           | ``
          "purpose":"raft"           | "purpose":"chat"
          "purpose":"raft"           | "purpose":null
          "purpose":"raft"           | "purpose":"RAFT"
          "created_at":1700000000001 | "created_at":18446744073709551616
          "created_at":1700000000001 | "created_at":-1
          "99":                      | "099":
          "99":                      | "0":
          "99":                      | "4294967296":
          "99":                      | "8":
          "99":                      | "6":
          "wrapped":"CAgI            | "wrapped":"CAg*
          "wrapped":"CAgI            | "wrapped":"CAgIC
          }}                         | }},"more":1
          }}                         | }
          }}                         | }}}
          """)
  void a_text_that_is_not_the_one_way_is_refused(String here, String instead) {
    byte[] bytes = codec.encode(LEDGER).toArray();
    String text = new String(LedgerText.write(LEDGER, OWNER), StandardCharsets.UTF_8);
    assertThat(text).contains(here.strip());

    int at = text.lastIndexOf(here.strip());
    String bent =
        text.substring(0, at) + instead.strip() + text.substring(at + here.strip().length());

    expectTampered(authenticated(bent));
    assertThat(authenticated(text)).isEqualTo(bytes);
  }

  @Test
  void the_longest_there_is_fits() {
    SidecarOwner owner = new SidecarOwner(CLUSTER, new NodeName("\u0001".repeat(1000)));
    LedgerCodec longest = Samples.codec(owner);
    Ledger ledger = full();

    Bytes bytes = longest.encode(ledger);

    assertThat(bytes.length()).isBetween(longest.lengthMax() / 10 * 9, longest.lengthMax());
    assertThat(longest.decode(bytes.toArray())).isEqualTo(ledger);
  }

  private static Ledger full() {
    List<RingKey> keys = new ArrayList<>();
    Map<DekId, LocalEpoch> spent = new TreeMap<>();
    for (int i = 0; i < KeyRing.KEYS_MAX; i++) {
      DekId id = new DekId(DekId.MAX - i);
      byte[] wrapped = new byte[WrappedDek.LENGTH_MAX];
      ByteBuffer.wrap(wrapped).putInt(i);
      Purpose purpose = i == 0 ? Purpose.RAFT : Purpose.STORAGE;
      keys.add(
          0,
          new RingKey(
              id, purpose, new WrappedDek(Bytes.copyOf(wrapped)), new CreatedAt.Recorded(-1), 1));
      spent.put(id, epoch(65535));
      spent.put(new DekId(DekId.MAX - KeyRing.KEYS_MAX - i), epoch(65535));
    }
    KeyRing ring = new KeyRing.Filled(keys.get(0).id(), new DekId(DekId.MAX), keys);
    return Ledger.EMPTY.adopting(RingCopy.of(ring), Long.MAX_VALUE, spent);
  }

  private static byte[] authenticated(String text) {
    String mac = macOf(text);
    return (text.substring(0, text.length() - 1) + ",\"mac\":\"" + mac + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String macOf(String text) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 0x5a);
    return Hashing.hmacSha256(key).hashString(text, StandardCharsets.UTF_8).toString();
  }

  private void expectTampered(byte[] bytes) {
    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOfSatisfying(
            SidecarTampered.class,
            tampered -> assertThat(tampered.sentinel()).isEqualTo(Sentinel.SIDECAR_TAMPERED));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes, String more) {
    return new String(bytes, StandardCharsets.UTF_8) + more;
  }
}
