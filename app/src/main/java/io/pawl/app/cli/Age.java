// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.key.CreatedAt;
import io.pawl.ports.driven.UnixClock;
import java.time.Duration;
import java.util.OptionalLong;

/** How long ago a key was made, by the clock of whoever asks. */
final class Age {
  private static final int HOURS_A_DAY = 24;
  private static final int MINUTES_AN_HOUR = 60;
  private static final int SECONDS_A_MINUTE = 60;
  private static final int MILLIS_A_SECOND = 1000;

  private Age() {}

  /** Not below 0, for clocks differ; empty if it was not recorded, or no calendar has it. */
  static OptionalLong seconds(CreatedAt createdAt, UnixClock clock) {
    return createdAt instanceof CreatedAt.Recorded recorded && recorded.unixMillis() >= 0
        ? OptionalLong.of(Math.max(0, clock.millis() - recorded.unixMillis()) / MILLIS_A_SECOND)
        : OptionalLong.empty();
  }

  /** The two largest units. */
  static String inWords(long seconds) {
    Duration age = Duration.ofSeconds(seconds);
    if (age.toDays() > 0) {
      return "%dd %dh".formatted(age.toDays(), age.toHours() % HOURS_A_DAY);
    }
    return age.toHours() > 0
        ? "%dh %dm".formatted(age.toHours(), age.toMinutes() % MINUTES_AN_HOUR)
        : "%dm %ds".formatted(age.toMinutes(), age.toSeconds() % SECONDS_A_MINUTE);
  }
}
