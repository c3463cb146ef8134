// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.storage.StoreDescriptor.Floor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
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
  void no_floor_with_a_position_is_refused() {
    byte[] bytes = RAISED.encode().toArray();
    bytes[8 + 1 + 16 + 4] = 0;

    expectCorrupted(sealed(bytes));
  }

  @Test
  void an_engine_without_a_proper_name_is_refused() {
    byte[] bytes = FIRST.encode().toArray();
    bytes[bytes.length - 5] = 'B';

    expectCorrupted(sealed(bytes));
    for (String name : List.of("", "RocksDB", "rocks db", "a".repeat(33))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StoreDescriptor.first(Places.CLUSTER, name));
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

  /** The same bytes under a checksum that fits them. */
  private static byte[] sealed(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    return bytes;
  }

  private static void expectCorrupted(byte[] bytes) {
    Decoded<StoreDescriptor> decoded = StoreDescriptor.decode(Bytes.copyOf(bytes));
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed -> assertThat(malformed.sentinel()).isEqualTo(Sentinel.STORE_CORRUPTED));
  }
}
