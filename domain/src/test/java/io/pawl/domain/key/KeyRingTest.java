// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.wire.Bytes;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final RingKey STORAGE = key(9, Purpose.STORAGE);
  private static final RingKey RAFT = key(7, Purpose.RAFT);
  private static final KeyRing.Filled FIRST = KeyRing.ofFirst(STORAGE, RAFT);

  @Test
  void before_the_bootstrap_it_has_no_key_and_every_id_is_served() {
    assertThat(KeyRing.EMPTY.keys()).isEmpty();
    assertThat(KeyRing.EMPTY.find(STORAGE.id())).isEmpty();
    assertThat(KeyRing.EMPTY.serves(STORAGE.id())).isTrue();
  }

  @Test
  void from_the_bootstrap_on_it_serves_its_own_ids_only() {
    assertThat(FIRST.serves(STORAGE.id())).isTrue();
    assertThat(FIRST.serves(RAFT.id())).isTrue();
    assertThat(FIRST.serves(new DekId(8))).isFalse();
  }

  @Test
  void its_keys_are_in_the_order_of_their_ids() {
    assertThat(FIRST.keys()).containsExactly(RAFT, STORAGE);
    assertThat(FIRST.find(STORAGE.id())).contains(STORAGE);
    assertThat(FIRST.find(new DekId(8))).isEmpty();
  }

  @Test
  void rotation_makes_another_key_of_one_purpose_active_and_keeps_the_old_one() {
    RingKey next = key(8, Purpose.STORAGE);

    KeyRing.Filled rotated = FIRST.rotatedTo(next);

    assertThat(rotated.active(Purpose.STORAGE)).isEqualTo(next);
    assertThat(rotated.active(Purpose.RAFT)).isEqualTo(RAFT);
    assertThat(rotated.keys()).containsExactly(RAFT, next, STORAGE);
    assertThat(rotated.stateOf(next)).isEqualTo(KeyState.ACTIVE);
    assertThat(rotated.stateOf(RAFT)).isEqualTo(KeyState.ACTIVE);
    assertThat(rotated.stateOf(STORAGE)).isEqualTo(KeyState.OLD);
    assertThat(rotated.rotatedTo(key(1, Purpose.RAFT)).stateOf(RAFT)).isEqualTo(KeyState.OLD);
  }

  @Test
  void a_key_conflicts_with_one_of_the_same_id_or_the_same_bytes() {
    RingKey sameId = new RingKey(RAFT.id(), Purpose.RAFT, wrapped(99), CreatedAt.UNRECORDED, 5);
    RingKey sameBytes =
        new RingKey(new DekId(99), Purpose.RAFT, RAFT.wrapped(), CreatedAt.UNRECORDED, 5);

    assertThat(FIRST.conflictWith(sameId)).contains(RAFT);
    assertThat(FIRST.conflictWith(sameBytes)).contains(RAFT);
    assertThat(FIRST.conflictWith(key(99, Purpose.RAFT))).isEmpty();
  }

  @Test
  void keys_that_do_not_make_a_ring_are_refused() {
    DekId storage = STORAGE.id();
    DekId raft = RAFT.id();
    RingKey twin =
        new RingKey(new DekId(10), Purpose.RAFT, RAFT.wrapped(), CreatedAt.UNRECORDED, 0);

    assertRefused(storage, raft, List.of(STORAGE, RAFT), "not in the order of their ids");
    assertRefused(storage, raft, List.of(RAFT, RAFT, STORAGE), "not in the order of their ids");
    assertRefused(storage, raft, List.of(RAFT, STORAGE, twin), "share their bytes");
    assertRefused(storage, raft, List.of(STORAGE), "missing, or has another purpose");
    assertRefused(raft, storage, List.of(RAFT, STORAGE), "missing, or has another purpose");
    assertRefused(storage, storage, List.of(RAFT, STORAGE), "missing, or has another purpose");
  }

  @Test
  void it_is_full_with_4096_keys() {
    List<RingKey> full =
        LongStream.rangeClosed(1, 4096)
            .mapToObj(id -> key(id, id == 1 ? Purpose.RAFT : Purpose.STORAGE))
            .toList();
    KeyRing.Filled ring = new KeyRing.Filled(new DekId(2), new DekId(1), full);

    assertThat(ring.isFull()).isTrue();
    assertThat(FIRST.isFull()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ring.rotatedTo(key(5000, Purpose.STORAGE)))
        .withMessage("A ring has at most 4096 keys, not 4097.");
  }

  @Test
  void a_key_of_the_ring_has_bytes_and_stands_in_the_log() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RingKey(
                    STORAGE.id(), Purpose.STORAGE, WrappedDek.NONE, CreatedAt.UNRECORDED, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RingKey(STORAGE.id(), Purpose.STORAGE, wrapped(1), CreatedAt.UNRECORDED, -1));
  }

  @Test
  void it_prints_ids_and_no_bytes() {
    assertThat(FIRST).hasToString("2 keys, active 9 for storage and 7 for raft");
    assertThat(STORAGE).hasToString("key 9 for STORAGE from index 3");
  }

  private static void assertRefused(DekId storage, DekId raft, List<RingKey> keys, String why) {
    assertThat(KeyRing.Filled.flawOf(storage, raft, keys).orElseThrow()).contains(why);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyRing.Filled(storage, raft, keys))
        .withMessageContaining(why);
  }

  private static RingKey key(long id, Purpose purpose) {
    return new RingKey(new DekId(id), purpose, wrapped(id), CreatedAt.UNRECORDED, 3);
  }

  private static WrappedDek wrapped(long value) {
    return new WrappedDek(Bytes.ofHex("%016x".formatted(value)));
  }
}
