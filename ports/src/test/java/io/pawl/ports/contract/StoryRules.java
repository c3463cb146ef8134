// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * All rules together: whatever is done to a store, in whatever order, it holds what a plain map
 * would. It has no number, because it does not tell which rule is broken; its failure is a story to
 * read.
 */
interface StoryRules extends StoreUnderTest {

  @Property(tries = 30)
  default void every_story_ends_like_that_of_a_plain_map(
      @ForAll("stories") ActionChain<Story> chain) {
    try {
      chain.withInvariant("the store holds what the map holds", Story::compare).run();
    } finally {
      chain.finalState().ifPresent(Story::close);
    }
  }

  @Provide
  default Arbitrary<ActionChain<Story>> stories() {
    return ActionChain.startWith(() -> Story.begin(this))
        .withAction(8, commit())
        .withAction(1, just("commit without changes", story -> story.commit(1, List.of())))
        .withAction(2, commitKeyRing())
        .withAction(2, replay())
        .withAction(2, just("sync", Story::sync))
        .withAction(2, just("restart", Story::restart))
        .withAction(2, crash())
        .withAction(2, just("take a snapshot", Story::takeSnapshot))
        .withAction(1, just("install the snapshot", Story::installSnapshot))
        .withMaxTransformations(25)
        .map(chain -> chain);
  }

  private static Action<Story> just(String name, Consumer<Story> act) {
    return Action.just(Transformer.mutate(name, act));
  }

  private static Action.Independent<Story> commit() {
    return () ->
        Combinators.combine(rows(), Arbitraries.longs().between(1, 3))
            .as(
                (rows, step) ->
                    Transformer.mutate(
                        "commit %s on: %s".formatted(step, text(rows)),
                        story -> story.commit(step, Sample.puts(rows))));
  }

  /** With rows, as an entry that brings keys also registers writers. */
  private static Action.Independent<Story> commitKeyRing() {
    return () ->
        Combinators.combine(rows(), new EncryptionDomain().keyRings())
            .as(
                (rows, ring) ->
                    Transformer.mutate(
                        "commit %s and: %s".formatted(ring, text(rows)),
                        story -> story.commit(1, withRing(ring, rows))));
  }

  private static List<Change> withRing(KeyRing.Filled ring, List<StoredRow> rows) {
    List<Change> changes = new ArrayList<>(Sample.puts(rows));
    changes.add(new KeyRingPut(ring));
    return changes;
  }

  private static Action.Independent<Story> replay() {
    return () ->
        Combinators.combine(rows(), Arbitraries.longs().between(0, 3))
            .as(
                (rows, back) ->
                    Transformer.mutate(
                        "commit again %s back: %s".formatted(back, text(rows)),
                        story -> story.replay(back, Sample.puts(rows))));
  }

  private static Action.Independent<Story> crash() {
    return () ->
        Arbitraries.of(0.0, 0.5, 1.0)
            .map(
                kept ->
                    Transformer.mutate(
                        "crash and keep %s of what was not synced".formatted(kept),
                        story -> story.crash(kept)));
  }

  private static Arbitrary<List<StoredRow>> rows() {
    return new EncryptionDomain().storedRows().list().ofMinSize(1).ofMaxSize(3);
  }

  private static String text(List<StoredRow> rows) {
    return rows.stream()
        .map(stored -> stored.key() + " = " + stored.row())
        .collect(Collectors.joining("; "));
  }
}
