// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.StorageCorrupted;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.WriteBuffer;
import org.junit.jupiter.api.Test;

/** The key ring is in the record of what is applied: read with it, damaged with it, never lost. */
final class AppliedTypeTest {
  private static final int LENGTH_WITHOUT_RING = 34;
  private static final int VERSION_OF_RING_AT = LENGTH_WITHOUT_RING + 4;
  private static final KeyRing.Filled RING =
      KeyRing.ofFirst(key(9, Purpose.STORAGE), key(7, Purpose.RAFT));
  private static final Applied APPLIED = Applied.NOTHING.at(new LogPosition(3, 17));

  @Test
  void before_the_bootstrap_there_is_nothing_of_a_ring() {
    byte[] bytes = written(APPLIED);

    assertThat(bytes).hasSize(LENGTH_WITHOUT_RING).startsWith(1, 1);
    assertThat(read(bytes)).isEqualTo(APPLIED);
    assertThat(read(written(Applied.NOTHING))).isEqualTo(Applied.NOTHING);
  }

  @Test
  void a_ring_is_read_as_it_was_written() {
    byte[] bytes = written(APPLIED.with(RING));

    assertThat(bytes).startsWith(2, 1);
    assertThat(read(bytes)).isEqualTo(APPLIED.with(RING));
    assertThat(AppliedType.INSTANCE.getMemory(APPLIED.with(RING)))
        .isGreaterThan(AppliedType.INSTANCE.getMemory(APPLIED));
  }

  @Test
  void a_ring_that_does_not_decode_is_corruption_and_not_no_ring() {
    byte[] bytes = written(APPLIED.with(RING));
    byte[] otherVersion = bytes.clone();
    otherVersion[VERSION_OF_RING_AT] = 2;

    assertCorrupted(otherVersion);
    assertCorrupted(Arrays.copyOf(bytes, bytes.length - 1));
    assertCorrupted(Arrays.copyOf(bytes, VERSION_OF_RING_AT));
  }

  @Test
  void a_record_of_another_version_is_corruption() {
    byte[] bytes = written(APPLIED);
    bytes[0] = 3;

    assertCorrupted(bytes);
  }

  private static void assertCorrupted(byte[] bytes) {
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(StorageCorrupted.class);
  }

  private static byte[] written(Applied applied) {
    WriteBuffer into = new WriteBuffer();
    AppliedType.INSTANCE.write(into, applied);
    ByteBuffer buffer = into.getBuffer().flip();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static Applied read(byte[] bytes) {
    return AppliedType.INSTANCE.read(ByteBuffer.wrap(bytes));
  }

  private static RingKey key(int id, Purpose purpose) {
    return new RingKey(
        new DekId(id),
        purpose,
        new WrappedDek(Bytes.ofHex("%064x".formatted(id))),
        CreatedAt.UNRECORDED,
        4);
  }
}
