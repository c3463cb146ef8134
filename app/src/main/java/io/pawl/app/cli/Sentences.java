// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import com.google.common.base.CharMatcher;
import io.pawl.domain.fault.Sentinel;

/** What is wrong, on one line: the sentinel, its meaning, the case, its remedy. */
final class Sentences {

  private Sentences() {}

  static String of(Sentinel sentinel, String detail) {
    return onOneLine(
        "%s: %s %s %s".formatted(sentinel, sentinel.meaning(), detail, sentinel.remedy()));
  }

  /** Whatever a message has in it, nobody who reads line by line loses their place. */
  static String onOneLine(String text) {
    return CharMatcher.whitespace().or(CharMatcher.javaIsoControl()).trimAndCollapseFrom(text, ' ');
  }
}
