// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NonceSequenceTest {
  private static final int THREADS = 4;
  private static final int EACH = 20_000;

  @Test
  void counts_go_up_from_one() {
    NonceSequence nonces = Sessions.sequence();

    assertThat(nonces.given()).isZero();
    assertThat(LongStream.generate(nonces::next).limit(3)).containsExactly(1L, 2L, 3L);
    assertThat(nonces.given()).isEqualTo(3);
    assertThat(nonces).hasToString("nonces of slot abcd, epoch 7, under key 7");
  }

  @Test
  void after_the_last_count_there_is_none_for_ever() {
    NonceSequence nonces = sequenceAt(-2);

    assertThat(LongStream.generate(nonces::next).limit(2)).containsExactly(-2L, -1L);
    assertThat(LongStream.generate(nonces::next).limit(1000)).containsOnly(0L);
    assertThat(nonces.given()).isEqualTo(-1L);
  }

  @Test
  void many_threads_never_get_the_same_count() throws Exception {
    NonceSequence nonces = Sessions.sequence();

    assertThat(takenByManyThreads(nonces))
        .containsExactly(LongStream.rangeClosed(1, (long) THREADS * EACH).toArray());
  }

  @Property(tries = 10)
  void many_threads_exhaust_it_once_and_for_ever(@ForAll @IntRange(min = 1, max = 5000) int left)
      throws Exception {
    NonceSequence nonces = sequenceAt(-left);

    long[] taken = Arrays.stream(takenByManyThreads(nonces)).filter(count -> count != 0).toArray();

    assertThat(taken).containsExactly(LongStream.range(-left, 0).toArray());
  }

  private static NonceSequence sequenceAt(long first) {
    return Sessions.sequenceAt(
        Sessions.CLUSTER, Sessions.DEK, new Nonce(new NodeSlot(1), new LocalEpoch(2), first));
  }

  /** In order. */
  private static long[] takenByManyThreads(NonceSequence nonces) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<long[]> taker = () -> LongStream.generate(nonces::next).limit(EACH).toArray();
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> future :
          threads.invokeAll(IntStream.range(0, THREADS).mapToObj(thread -> taker).toList())) {
        all.add(future.get());
      }
      return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    } finally {
      threads.shutdownNow();
    }
  }
}
