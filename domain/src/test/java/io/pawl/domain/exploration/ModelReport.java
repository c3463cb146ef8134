// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What TLC printed, as far as it can be compared. */
sealed interface ModelReport {
  Pattern COUNTS =
      Pattern.compile("(\\d+) states generated, (\\d+) distinct states found, 0 states left");
  Pattern DEPTH = Pattern.compile("The depth of the complete state graph search is (\\d+)\\.");
  Pattern BROKEN = Pattern.compile("Error: Invariant (\\w+) is violated\\.");
  Pattern STATE = Pattern.compile("(?m)^State \\d+: ");

  /** Complete: every state was visited, and nothing was found. */
  record Passed(long distinct, long generated, int depth) implements ModelReport {}

  record Failed(String invariant, int steps) implements ModelReport {}

  static ModelReport of(String log) {
    Matcher broken = BROKEN.matcher(log);
    if (broken.find()) {
      return new Failed(broken.group(1), (int) STATE.matcher(log).results().count() - 1);
    }
    Matcher counts = COUNTS.matcher(log);
    Matcher depth = DEPTH.matcher(log);
    boolean passed = log.contains("Model checking completed. No error has been found.");
    if (!passed || !counts.find() || !depth.find()) {
      throw new IllegalStateException("TLC neither passed nor broke an invariant:\n" + log);
    }
    return new Passed(
        Long.parseLong(counts.group(2)),
        Long.parseLong(counts.group(1)),
        Integer.parseInt(depth.group(1)));
  }
}
