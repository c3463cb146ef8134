// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import java.util.List;

/**
 * One thing the demo did, after it came out as it should.
 *
 * @param title in one word or two
 * @param told what was done, in one line
 * @param outcome what came of it, line by line
 */
public record Step(int number, String title, String told, List<String> outcome) {

  public Step {
    outcome = List.copyOf(outcome);
  }

  /** As people read it, over several lines. */
  public String inWords() {
    StringBuilder words = new StringBuilder("%2d. %s: %s".formatted(number, title, told));
    outcome.forEach(line -> words.append("\n      ").append(line));
    return words.toString();
  }
}
