// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.google.common.base.CharMatcher;

/** What went wrong, in one line: messages of causes may have more. */
final class OneLine {

  private OneLine() {}

  static String of(Throwable failure) {
    return CharMatcher.breakingWhitespace()
        .trimAndCollapseFrom(String.valueOf(failure.getMessage()), ' ');
  }
}
