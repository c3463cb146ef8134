// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;

/** What an exploration comes back with. */
sealed interface Findings {

  /** Every reachable state was visited, and the invariants hold in all of them. */
  record Held(Tally tally) implements Findings {
    @Override
    public String toString() {
      return "Holds in %,d states.".formatted(tally.distinct());
    }
  }

  /** The first invariant to fail, and a shortest way to make it fail. */
  record Violated(Invariant invariant, ImmutableList<Action> steps) implements Findings {
    @Override
    public String toString() {
      return Story.of(this);
    }
  }

  /**
   * How much was seen. {@code generated} counts the first state and every step from every state, as
   * TLC does; {@code depth} counts the states on the longest of the shortest ways; {@code steps}
   * and {@code outcomes} count by name.
   */
  record Tally(
      long distinct,
      long generated,
      int depth,
      ImmutableMultiset<String> steps,
      ImmutableMultiset<String> outcomes,
      ImmutableMultiset<Sight> sights) {}
}
