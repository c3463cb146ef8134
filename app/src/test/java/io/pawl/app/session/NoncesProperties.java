// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Whatever is done to the folders of a node, and however many of it run, no nonce comes twice. */
final class NoncesProperties {

  /** At most so many answers are lost, and so many rounds later every machine has sealed. */
  private static final int STORY_LENGTH_MAX = 25;

  /** Something done to the machines that tells what it is. */
  private record Deed(String told, Consumer<Machines> what) {
    @Override
    public String toString() {
      return told;
    }
  }

  @Property
  void no_two_values_share_a_nonce(@ForAll("stories") List<Deed> story) {
    try (Machines machines = Machines.inTemporaryFolder()) {
      story.forEach(deed -> deed.what().accept(machines));
      for (int round = 0; round <= STORY_LENGTH_MAX; round++) {
        for (int machine = 0; machine < Machines.COUNT; machine++) {
          machines.seal(machine);
        }
      }

      Statistics.label("values")
          .collect(machines.sealed() > 50 ? "more than fifty" : "up to fifty");
      assertThat(machines.sealed()).as("no machine is stuck").isPositive();
    }
  }

  @Provide
  Arbitrary<List<Deed>> stories() {
    return deeds().list().ofMinSize(5).ofMaxSize(STORY_LENGTH_MAX);
  }

  private static Arbitrary<Deed> deeds() {
    Arbitrary<Integer> machine = Arbitraries.integers().between(0, Machines.COUNT - 1);
    return Arbitraries.frequencyOf(
        Tuple.of(6, machine.map(n -> new Deed("seal on " + n, all -> all.seal(n)))),
        Tuple.of(2, machine.map(n -> new Deed("restart " + n, all -> all.restart(n)))),
        Tuple.of(1, machine.map(n -> new Deed("reopen on " + n, all -> all.reopen(n)))),
        Tuple.of(2, machine.map(n -> new Deed("save " + n, all -> all.save(n)))),
        Tuple.of(2, machine.map(n -> new Deed("restore " + n, all -> all.restore(n)))),
        Tuple.of(
            2,
            machine.map(
                n ->
                    new Deed(
                        "make %d a clone of %d".formatted(n, 1 - n),
                        all -> all.becomeCloneOf(n, 1 - n)))),
        Tuple.of(1, machine.map(n -> new Deed("lose " + n, all -> all.loseSidecar(n)))),
        Tuple.of(1, Arbitraries.just(new Deed("rotate", Machines::rotate))),
        Tuple.of(
            1,
            Combinators.combine(Arbitraries.of(true, false), machine)
                .as(
                    (committed, n) ->
                        new Deed(
                            "lose an answer, %scommitted".formatted(committed ? "" : "not "),
                            all -> all.loseNextAnswer(committed)))));
  }
}
