// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import java.time.Duration;

/** The time that everything together may take, counted from when the budget is made. */
public final class TimeBudget implements Patience {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final long start = System.nanoTime();
  private final Duration whole;
  private Duration next = FIRST_PAUSE;

  private TimeBudget(Duration whole) {
    this.whole = whole;
  }

  public static TimeBudget of(Duration whole) {
    return new TimeBudget(whole);
  }

  /** Never negative. */
  public Duration left() {
    Duration left = whole.minusNanos(System.nanoTime() - start);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public boolean pause() {
    if (left().compareTo(next) <= 0) {
      return false;
    }
    try {
      Thread.sleep(next.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    return true;
  }
}
