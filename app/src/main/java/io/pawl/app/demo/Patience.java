// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must come, but not for ever. */
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Patience() {}

  static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new DemoFailed("Not within %s seconds: %s.".formatted(LONGEST.toSeconds(), what));
      }
      Uninterruptibles.sleepUninterruptibly(PAUSE);
    }
  }
}
