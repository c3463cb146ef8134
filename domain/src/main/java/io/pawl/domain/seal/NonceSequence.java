// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.Registration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The nonces of one registration, each given once: write counts from 1 up. After the last one, 2^64
 * - 1, there is none any more, for ever. Any thread may take one, without a lock.
 */
public final class NonceSequence {
  static final long FIRST = 1;

  /** What the count is when none is left: it has wrapped, and stays there. */
  static final long EXHAUSTED = 0;

  /**
   * Up to here a thread adds without looking: that many threads cannot stand between the look and
   * the end. Beyond it, each takes its count by comparing.
   */
  private static final long NEAR_THE_END = -(1L << 32);

  private final ClusterId cluster;
  private final DekId dek;
  private final NodeSlot slot;
  private final LocalEpoch epoch;
  private final AtomicLong next;

  NonceSequence(ClusterId cluster, Registration registration, long first) {
    this.cluster = cluster;
    this.dek = registration.dek();
    this.slot = registration.node().slot();
    this.epoch = registration.epoch();
    this.next = new AtomicLong(first);
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

  /** How many nonces it has given, unsigned. */
  public long given() {
    return next.get() - FIRST;
  }

  /** The next write count, or {@link #EXHAUSTED}. */
  long next() {
    long count = next.get();
    if (count != EXHAUSTED && Long.compareUnsigned(count, NEAR_THE_END) < 0) {
      return next.getAndIncrement();
    }
    return lastOnes();
  }

  private long lastOnes() {
    long count = next.get();
    while (count != EXHAUSTED && !next.compareAndSet(count, count + 1)) {
      count = next.get();
    }
    return count;
  }

  @Override
  public String toString() {
    return "nonces of slot %s, epoch %s, under key %s".formatted(slot, epoch, dek);
  }
}
