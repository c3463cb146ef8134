// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The shares of two threads, without the threads: whose turn it is, is said here. */
class CountShareTest {
  private static final int BLOCK = NonceSequence.BLOCK;

  private final CountShare one = new CountShare();
  private final CountShare other = new CountShare();

  @Test
  void who_is_alone_takes_counts_one_by_one() {
    NonceSequence nonces = Sessions.sequence();

    assertThat(counts(one, nonces, 5)).containsExactly(1, 2, 3, 4, 5);
    assertThat(nonces.given()).isEqualTo(5);
  }

  @Test
  void who_is_not_alone_takes_a_block_and_uses_it_up_in_order() {
    NonceSequence nonces = Sessions.sequence();
    assertThat(one.next(nonces)).isEqualTo(1);
    assertThat(other.next(nonces)).isEqualTo(2);

    assertThat(counts(one, nonces, 2)).containsExactly(3, 4);
    assertThat(counts(other, nonces, BLOCK))
        .containsExactly(LongStream.range(3 + BLOCK, 3 + 2 * BLOCK).toArray());
    assertThat(counts(one, nonces, BLOCK - 2))
        .containsExactly(LongStream.range(5, 3 + BLOCK).toArray());
    assertThat(nonces.given()).isEqualTo(2 + 2 * BLOCK);
  }

  @Test
  void who_is_alone_again_takes_no_more_blocks() {
    NonceSequence nonces = Sessions.sequence();
    one.next(nonces);
    other.next(nonces);
    counts(one, nonces, BLOCK);

    assertThat(counts(one, nonces, 2)).containsExactly(3 + BLOCK, 4 + BLOCK);
    assertThat(nonces.given()).isEqualTo(4 + BLOCK);
  }

  @Test
  void what_is_left_of_a_block_is_not_used_after_another_sequence_was() {
    NonceSequence nonces = Sessions.sequence();
    NonceSequence between = Sessions.sequence();
    one.next(nonces);
    other.next(nonces);
    assertThat(one.next(nonces)).isEqualTo(3);

    assertThat(one.next(between)).isEqualTo(1);
    assertThat(one.next(nonces)).isEqualTo(3 + BLOCK);
  }

  @Test
  void where_the_end_is_in_sight_each_count_is_taken_alone() {
    NonceSequence nonces = sequenceAt(-5);
    assertThat(one.next(nonces)).isEqualTo(-5);
    assertThat(other.next(nonces)).isEqualTo(-4);

    assertThat(counts(one, nonces, 2)).containsExactly(-3, -2);
    assertThat(other.next(nonces)).isEqualTo(-1);
    assertThat(counts(one, nonces, 3)).containsOnly(NonceSequence.EXHAUSTED);
    assertThat(counts(other, nonces, 3)).containsOnly(NonceSequence.EXHAUSTED);
    assertThat(nonces.given()).isEqualTo(-1);
  }

  @Test
  void a_block_never_reaches_the_end() {
    NonceSequence nonces = sequenceAt(-BLOCK - 3);
    one.next(nonces);
    other.next(nonces);

    assertThat(one.next(nonces)).isEqualTo(-BLOCK - 1);
    assertThat(nonces.given()).isEqualTo(-2);
    assertThat(other.next(nonces)).isEqualTo(-1);
    assertThat(counts(one, nonces, BLOCK - 1))
        .containsExactly(LongStream.range(-BLOCK, -1).toArray());
    assertThat(counts(one, nonces, 3)).containsOnly(NonceSequence.EXHAUSTED);
    assertThat(counts(other, nonces, 3)).containsOnly(NonceSequence.EXHAUSTED);
  }

  private static long[] counts(CountShare share, NonceSequence nonces, int many) {
    return LongStream.generate(() -> share.next(nonces)).limit(many).toArray();
  }

  private static NonceSequence sequenceAt(long first) {
    return Sessions.sequenceAt(
        Sessions.CLUSTER, Sessions.DEK, new Nonce(new NodeSlot(1), new LocalEpoch(2), first));
  }
}
