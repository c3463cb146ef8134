// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeyUseTest {
  private static final DekId KEY = new DekId(7);
  private static final StoredRow OLD_HAND = row(KEY, 2, 9);
  private static final StoredRow NEWCOMER = row(KEY, 1, 0);

  @Test
  void who_has_the_fewest_epochs_left_says_how_many_are_left_of_the_key() {
    assertThat(new KeyUse(KEY, 2, 0, List.of(OLD_HAND, NEWCOMER)).highestEpoch())
        .contains(new LocalEpoch(9));
    assertThat(new KeyUse(KEY, 0, 0, List.of()).highestEpoch()).isEmpty();
  }

  @Test
  void what_cannot_be_of_a_key_has_a_flaw() {
    assertThat(KeyUse.flawOf(KEY, 2, 0, List.of(OLD_HAND, NEWCOMER))).isEmpty();
    assertThat(KeyUse.flawOf(KEY, -1, 0, List.of())).isPresent();
    assertThat(KeyUse.flawOf(KEY, KeyUse.WRITERS_MAX + 1, 0, listed())).isPresent();
    assertThat(KeyUse.flawOf(KEY, 0, -1, List.of())).isPresent();
    assertThat(KeyUse.flawOf(KEY, 1, 2, List.of(NEWCOMER))).isPresent();
    assertThat(KeyUse.flawOf(KEY, 2, 0, List.of(NEWCOMER))).isPresent();
    assertThat(KeyUse.flawOf(KEY, 2, 0, List.of(NEWCOMER, OLD_HAND))).isPresent();
    assertThat(KeyUse.flawOf(KEY, 1, 0, List.of(row(new DekId(8), 1, 0)))).isPresent();
    assertThatThrownBy(() -> new KeyUse(KEY, 1, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_many_writers_only_the_first_are_listed() {
    assertThat(KeyUse.flawOf(KEY, KeyUse.WRITERS_MAX, 0, listed())).isEmpty();
    assertThat(KeyUse.flawOf(KEY, KeyUse.LISTED_MAX + 1, 0, listed())).isEmpty();
    assertThat(KeyUse.flawOf(KEY, KeyUse.LISTED_MAX - 1, 0, listed())).isPresent();
  }

  @Test
  void uses_are_those_of_the_keys_in_the_ring() {
    assertThat(KeyUses.NONE.uses()).isEmpty();
    assertThatThrownBy(() -> new KeyUses(KeyRing.EMPTY, List.of(new KeyUse(KEY, 0, 0, List.of()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void active_keys_come_first_and_then_the_newest_of_the_old_ones() {
    KeyRing.Filled ring =
        KeyRing.ofFirst(key(8, Purpose.STORAGE, 3), key(9, Purpose.RAFT, 3))
            .rotatedTo(key(5, Purpose.STORAGE, 4))
            .rotatedTo(key(7, Purpose.STORAGE, 5))
            .rotatedTo(key(6, Purpose.STORAGE, 6));
    KeyUses uses =
        new KeyUses(
            ring, ring.keys().stream().map(key -> new KeyUse(key.id(), 0, 0, List.of())).toList());

    assertThat(uses.activeAndNewestFirst())
        .extracting(use -> use.dek().value())
        .containsExactly(6L, 9L, 7L, 5L, 8L);
    assertThat(KeyUses.NONE.activeAndNewestFirst()).isEmpty();
  }

  private static RingKey key(int id, Purpose purpose, long index) {
    return new RingKey(
        new DekId(id),
        purpose,
        new WrappedDek(Bytes.copyOf(new byte[] {(byte) id})),
        CreatedAt.UNRECORDED,
        index);
  }

  private static List<StoredRow> listed() {
    return IntStream.range(0, KeyUse.LISTED_MAX).mapToObj(slot -> row(KEY, slot, 0)).toList();
  }

  private static StoredRow row(DekId key, int slot, int epoch) {
    return new StoredRow(
        new WriterKey(key, new NodeSlot(slot)),
        new WriterRow(
            new NodeId(1L << 16 | slot),
            new LocalEpoch(0),
            new LocalEpoch(epoch),
            Incarnation.ABSENT));
  }
}
