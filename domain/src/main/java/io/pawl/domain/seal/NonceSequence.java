// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.Registration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The nonces of one registration, each given once: write counts from 1 up. After the last one, 2^64
 * - 1, there is none any more, for ever. Any thread may take some, without a lock.
 *
 * <p>All of it is one number, the count that comes next. It changes in two ways only, both by
 * comparing: up by as many as are given, or not at all. So what is given to two threads never
 * overlaps, and {@link #EXHAUSTED} is never left.
 */
public final class NonceSequence {
  static final long FIRST = 1;

  /**
   * How many counts a thread takes at a time that is not alone: so many that it does not matter how
   * long two processors take to hand each other the number.
   */
  static final int BLOCK = 1024;

  /** What the count is when none is left: it has wrapped, and stays there. */
  static final long EXHAUSTED = 0;

  private static final int MARGIN = 16;
  private static final int NEXT = MARGIN;

  private final ClusterId cluster;
  private final DekId dek;
  private final NodeSlot slot;
  private final LocalEpoch epoch;

  /** Threads that seal side by side take turns in writing it: see {@link OwnKeys}. */
  private final AtomicLongArray counts = new AtomicLongArray(NEXT + 1 + MARGIN);

  NonceSequence(ClusterId cluster, Registration registration, long first) {
    this.cluster = cluster;
    this.dek = registration.dek();
    this.slot = registration.node().slot();
    this.epoch = registration.epoch();
    counts.set(NEXT, first);
  }

  ClusterId cluster() {
    return cluster;
  }

  public DekId dek() {
    return dek;
  }

  public NodeSlot slot() {
    return slot;
  }

  public LocalEpoch epoch() {
    return epoch;
  }

  /** How many nonces it has given, unsigned. Threads may still hold some of them. */
  public long given() {
    return counts.get(NEXT) - FIRST;
  }

  /** The next write count, or {@link #EXHAUSTED}. */
  long next() {
    return counts.getAndUpdate(NEXT, count -> count == EXHAUSTED ? EXHAUSTED : count + 1);
  }

  /**
   * The first of a block of write counts, all of them the caller's; {@link #EXHAUSTED} where there
   * is no block any more. There may be single counts then.
   */
  long nextBlock() {
    long first = counts.getAndUpdate(NEXT, count -> hasBlock(count) ? count + BLOCK : count);
    return hasBlock(first) ? first : EXHAUSTED;
  }

  /** The count after a block is one, too. */
  private static boolean hasBlock(long count) {
    return count != EXHAUSTED && Long.compareUnsigned(count, -BLOCK) < 0;
  }

  /** Whether this is the count that comes next, as far as anybody can tell. */
  boolean isAt(long count) {
    return counts.get(NEXT) == count;
  }

  @Override
  public String toString() {
    return "nonces of slot %s, epoch %s, under key %s".formatted(slot, epoch, dek);
  }
}
