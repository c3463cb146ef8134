// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NodeIdTest {

  @Test
  void id_0_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NodeId(0))
        .withMessage("Node id 0 never names a node.");
  }

  @Test
  void only_0_is_reserved() {
    assertThat(NodeId.isReserved(0)).isTrue();
    assertThat(NodeId.isReserved(1)).isFalse();
    assertThat(NodeId.isReserved(-1)).isFalse();
  }

  @Test
  void a_name_always_has_the_same_id() {
    assertThat(NodeId.of(new NodeName("n1"))).isEqualTo(new NodeId(0x08b3_7b07_b558_d4c0L));
  }

  @Test
  void a_hash_of_exactly_0_becomes_1() {
    byte[] hashesToZero = HexFormat.of().parseHex("d56bb95342870836");

    assertThat(NodeId.ofUtf8(ByteBuffer.wrap(hashesToZero))).isEqualTo(new NodeId(1));
  }

  @Test
  void its_slot_is_its_low_16_bits() {
    assertThat(new NodeId(0xffff_ffff_ffff_1234L).slot()).isEqualTo(new NodeSlot(0x1234));
    assertThat(new NodeId(0x0001_0000L).slot()).isEqualTo(new NodeSlot(0));
  }

  @Test
  void it_prints_as_sixteen_digits() {
    assertThat(new NodeId(0x0000_abcdL)).hasToString("000000000000abcd");
  }
}
