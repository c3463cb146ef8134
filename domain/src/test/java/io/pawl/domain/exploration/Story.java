// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import com.google.common.collect.ImmutableList;
import io.pawl.domain.exploration.Findings.Violated;
import java.util.ArrayList;
import java.util.List;

/** A counterexample for people: numbered sentences, and what they come to. */
final class Story {

  private Story() {}

  static String of(Violated violated) {
    List<String> lines = new ArrayList<>();
    for (Action action : violated.steps()) {
      lines.add("%d. %s".formatted(lines.size() + 1, action.sentence()));
    }
    lines.add(ending(violated));
    return String.join("\n", lines);
  }

  private static String ending(Violated violated) {
    ImmutableList<Action> steps = violated.steps();
    if (violated.invariant() == Invariant.NO_NONCE_REUSE
        && steps.get(steps.size() - 1) instanceof Action.Write again) {
      return reuse(steps, again);
    }
    return "%s does not hold any more.".formatted(violated.invariant());
  }

  private static String reuse(List<Action> steps, Action.Write again) {
    for (Action action : steps) {
      if (action instanceof Action.Write first && first.nonce().equals(again.nonce())) {
        return first.who().equals(again.who())
            ? "%s has now used nonce %s twice.".formatted(again.who(), again.nonce())
            : "%s and %s have now both used nonce %s."
                .formatted(first.who(), again.who(), again.nonce());
      }
    }
    throw new IllegalStateException("A nonce was used again that never was used.");
  }
}
