// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.storage.StoreDescriptor.Floor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoreDescriptorTest {
  private static final StoreDescriptor FIRST = StoreDescriptor.first(Places.CLUSTER, "rocksdb");
  private static final StoreDescriptor RAISED =
      FIRST.next(new Floor.At(new LogPosition(7, Long.MAX_VALUE)));

  @Test
  void decoding_gives_back_what_was_encoded() {
    for (StoreDescriptor descriptor : List.of(FIRST, RAISED, RAISED.at(Floor.NONE))) {
      assertThat(StoreDescriptor.decode(descriptor.encode())).isEqualTo(new Value<>(descriptor));
    }
  }

  @Test
  void any_flipped_bit_is_refused() {
    byte[] whole = RAISED.encode().toArray();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      expectCorrupted(damaged);
    }
  }

  @Test
  void anything_shorter_or_longer_is_refused() {
    byte[] whole = FIRST.encode().toArray();
    for (int length = 0; length <= whole.length + 3; length++) {
      if (length != whole.length) {
        expectCorrupted(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void a_floor_is_reached_from_it_upwards_and_never_from_a_term_before_it() {
    Floor floor = new Floor.At(new LogPosition(3, 10));

    assertThat(floor.isReachedBy(new LogPosition(3, 10))).isTrue();
    assertThat(floor.isReachedBy(new LogPosition(4, 11))).isTrue();
    assertThat(floor.isReachedBy(new LogPosition(3, 9))).isFalse();
    assertThat(floor.isReachedBy(new LogPosition(2, 11))).isFalse();
    assertThat(Floor.NONE.isReachedBy(new LogPosition(0, 0))).isTrue();
  }

  private static void expectCorrupted(byte[] bytes) {
    Decoded<StoreDescriptor> decoded = StoreDescriptor.decode(Bytes.copyOf(bytes));
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed -> assertThat(malformed.sentinel()).isEqualTo(Sentinel.STORE_CORRUPTED));
  }
}
