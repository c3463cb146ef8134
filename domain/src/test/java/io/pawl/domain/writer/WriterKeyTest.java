// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import org.junit.jupiter.api.Test;

class WriterKeyTest {

  @Test
  void keys_are_in_the_order_of_deks_and_then_of_slots() {
    assertThat(key(1, 9)).isLessThan(key(2, 0));
    assertThat(key(1, 1)).isLessThan(key(1, 2));
    assertThat(key(0x8000_0000L, 0)).isGreaterThan(key(0x7fff_ffffL, 0));
    assertThat(key(1, 1)).isEqualByComparingTo(key(1, 1));
  }

  @Test
  void it_prints_both_its_parts() {
    assertThat(key(7, 0xd4c0)).hasToString("key 7 slot d4c0");
  }

  @Test
  void a_registration_belongs_at_its_dek_and_its_nodes_slot() {
    Registration registration =
        new Registration(
            new DekId(7),
            new NodeId(0x08b3_7b07_b558_d4c0L),
            new LocalEpoch(3),
            Incarnation.ABSENT);

    assertThat(registration.key()).isEqualTo(key(7, 0xd4c0));
  }

  private static WriterKey key(long dek, int slot) {
    return new WriterKey(new DekId(dek), new NodeSlot(slot));
  }
}
