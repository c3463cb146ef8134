// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The shares of two threads, without the threads: whose turn it is, is said here. */
class CountShareTest {
  private static final int BLOCK = NonceSequence.BLOCK;
  private static final long STACK_BYTES = 256 * 1024;

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

  /**
   * The stack ends somewhere in the change to another sequence, each time a little further on; the
   * share still holds counts of the sequence before.
   */
  @Test
  void a_share_that_a_full_stack_interrupted_gives_no_count_of_another_sequence()
      throws InterruptedException {
    NonceSequence before = Sessions.sequence();
    NonceSequence after = Sessions.sequence();
    List<Long> given = Collections.synchronizedList(new ArrayList<>());
    for (int steps = 0; steps < 200; steps++) {
      CountShare share = new CountShare();
      share.next(before);
      before.next();
      share.next(before);
      int first = steps;
      Thread thread = new Thread(null, () -> step(first, share, after, given), "dive", STACK_BYTES);
      thread.start();
      thread.join();
    }

    assertThat(given).hasSize(200).doesNotHaveDuplicates();
    assertThat(given).allMatch(count -> Long.compareUnsigned(count, after.given()) <= 0);
  }

  /** So many steps of another length come first. */
  private static void step(int steps, CountShare share, NonceSequence after, List<Long> given) {
    if (steps > 0) {
      step(steps - 1, share, after, given);
    } else {
      given.add(dive(share, after));
    }
  }

  /** Goes on until the stack is full, and back until a count can be taken. */
  @SuppressWarnings("InfiniteRecursion")
  private static long dive(CountShare share, NonceSequence after) {
    try {
      return dive(share, after);
    } catch (StackOverflowError full) {
      return share.next(after);
    }
  }

  private static long[] counts(CountShare share, NonceSequence nonces, int many) {
    return LongStream.generate(() -> share.next(nonces)).limit(many).toArray();
  }

  private static NonceSequence sequenceAt(long first) {
    return Sessions.sequenceAt(
        Sessions.CLUSTER, Sessions.DEK, new Nonce(new NodeSlot(1), new LocalEpoch(2), first));
  }
}
