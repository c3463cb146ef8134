// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, never for a while. */
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 20;

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    until(() -> what, condition);
  }

  public static void until(Supplier<String> what, BooleanSupplier condition) {
    until(what, condition, PAUSE_MILLIS);
  }

  /** Looks often, to be there when it begins. */
  public static void closely(Supplier<String> what, BooleanSupplier condition) {
    until(what, condition, 1);
  }

  private static void until(Supplier<String> what, BooleanSupplier condition, long pauseMillis) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + LONGEST + ": " + what.get());
      }
      pause(pauseMillis);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting.", e);
    }
  }
}
