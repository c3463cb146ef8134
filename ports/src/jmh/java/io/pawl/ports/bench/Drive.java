// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Drives one contender: fills it, then finds and commits rows drawn evenly from those the load
 * names. The draws are the same for every contender.
 */
public final class Drive implements AutoCloseable {
  private static final int LARGE_BATCH_ROWS = 1000;

  /**
   * Few enough that the processor still has them in its caches: an entry that is applied was
   * decoded a moment before.
   */
  private static final int LARGE_BATCHES = 4;

  private static final int SMALL_BATCHES = 16 * LARGE_BATCH_ROWS;
  private static final long SEED = 20;

  private final Contender contender;
  private final Load load;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Batch[] small;
  private final Batch[] large;
  private long index;

  private Drive(Contender contender, Load load, long index) {
    this.contender = contender;
    this.load = load;
    this.index = index;
    this.small = draw(SMALL_BATCHES, 1);
    this.large = draw(LARGE_BATCHES, LARGE_BATCH_ROWS);
  }

  /**
   * Fills a contender, then opens it again: what is measured is a store as a node finds it, not one
   * that still has everything in its write buffers.
   */
  public static Drive over(Contender.Opener opener, Load load) {
    long index = 0;
    try (Contender filled = opener.open()) {
      for (int from = 0; from < load.rows(); from += LARGE_BATCH_ROWS) {
        filled.commit(Batch.of(IntStream.range(from, from + LARGE_BATCH_ROWS)), ++index);
      }
    }
    return new Drive(opener.open(), load, index);
  }

  public Object find() {
    return contender.find(random.nextInt(load.firstWorkedOn(), load.rows()));
  }

  public void commitOneRow() {
    contender.commit(small[random.nextInt(small.length)], ++index);
  }

  public void commitThousandRows() {
    contender.commit(large[random.nextInt(large.length)], ++index);
  }

  @Override
  public void close() {
    contender.close();
  }

  private Batch[] draw(int batches, int size) {
    return IntStream.range(0, batches)
        .mapToObj(batch -> Batch.of(distinctRows(size)))
        .toArray(Batch[]::new);
  }

  private IntStream distinctRows(int size) {
    return random.ints(load.firstWorkedOn(), load.rows()).distinct().limit(size);
  }
}
