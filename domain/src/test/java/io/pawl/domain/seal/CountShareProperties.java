// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Threads that seal side by side in two sessions, in any order and near the end of both: what each
 * of them is given, nobody was given before.
 */
class CountShareProperties {
  private static final int SHARES = 3;

  /** A thread seals some values in a session. */
  record Spell(int share, int session, int values) {}

  @Property(tries = 500)
  void no_count_of_a_session_is_given_twice_and_none_after_the_last(
      @ForAll @IntRange(min = 1, max = 5000) int left, @ForAll("spells") List<Spell> spells) {
    List<NonceSequence> sessions = List.of(sequenceAt(-left), sequenceAt(-left));
    List<Set<Long>> given = List.of(new HashSet<>(), new HashSet<>());
    List<CountShare> shares = Stream.generate(CountShare::new).limit(SHARES).toList();
    Set<List<Integer>> without = new HashSet<>();

    for (Spell spell : spells) {
      List<Integer> seat = List.of(spell.share(), spell.session());
      for (int value = 0; value < spell.values(); value++) {
        long count = shares.get(spell.share()).next(sessions.get(spell.session()));
        if (count == NonceSequence.EXHAUSTED) {
          without.add(seat);
        } else {
          assertThat(without).as("who was once told that there is none").doesNotContain(seat);
          assertThat(count).isBetween((long) -left, -1L);
          assertThat(given.get(spell.session()).add(count)).as("%s is new", count).isTrue();
        }
      }
    }
  }

  /** A crowd that seals until nothing is left gets every count that no share left behind. */
  @Property(tries = 100)
  void threads_that_stay_in_one_session_leave_no_count_behind(
      @ForAll @IntRange(min = 1, max = 5000) int left) {
    NonceSequence session = sequenceAt(-left);
    List<CountShare> shares = Stream.generate(CountShare::new).limit(SHARES).toList();
    List<Long> given = new ArrayList<>();

    for (int turn = 0; turn < SHARES * (left + 1); turn++) {
      long count = shares.get(turn % SHARES).next(session);
      if (count != NonceSequence.EXHAUSTED) {
        given.add(count);
      }
    }

    assertThat(given).hasSize(left).doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<List<Spell>> spells() {
    return Combinators.combine(
            Arbitraries.integers().between(0, SHARES - 1),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(1, 1500))
        .as(Spell::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static NonceSequence sequenceAt(long first) {
    return Sessions.sequenceAt(
        Sessions.CLUSTER, Sessions.DEK, new Nonce(new NodeSlot(1), new LocalEpoch(2), first));
  }
}
