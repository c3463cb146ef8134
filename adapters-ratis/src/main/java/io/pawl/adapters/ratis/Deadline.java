// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.util.TimeDuration;

/** A moment that a call does not outlast. */
record Deadline(long nanoTime) {

  static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  long nanosLeft() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  boolean isOver() {
    return nanosLeft() == 0;
  }

  /** The duration, or what is left if that is less. */
  TimeDuration atMost(Duration duration) {
    return TimeDuration.valueOf(Math.min(duration.toNanos(), nanosLeft()), TimeUnit.NANOSECONDS);
  }
}
