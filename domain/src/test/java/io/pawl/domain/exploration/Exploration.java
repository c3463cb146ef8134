// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import io.pawl.domain.exploration.Findings.Held;
import io.pawl.domain.exploration.Findings.Tally;
import io.pawl.domain.exploration.Findings.Violated;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Breadth first through every state that can be reached, each visited once. The first violation met
 * is therefore one of the shortest.
 */
final class Exploration {
  private final Configuration configuration;
  private final Protocol protocol;
  private final Map<World, Arrival> arrivals = new HashMap<>();
  private final Multiset<String> steps = HashMultiset.create();
  private final Multiset<String> outcomes = HashMultiset.create();
  private final Multiset<Sight> sights = HashMultiset.create();

  /** How a state was first reached. */
  private sealed interface Arrival {
    record Start() implements Arrival {}

    record Step(World from, Action action) implements Arrival {}
  }

  private Exploration(Configuration configuration, Decision decision) {
    this.configuration = configuration;
    this.protocol = new Protocol(configuration, decision);
  }

  static Findings of(Configuration configuration, Decision decision) {
    return new Exploration(configuration, decision).run();
  }

  private Findings run() {
    World start = World.of(configuration.contenders());
    isNew(start, new Arrival.Start());
    int depth = 0;
    List<World> level = List.of(start);
    while (!level.isEmpty()) {
      depth++;
      List<World> deeper = new ArrayList<>();
      for (World world : level) {
        Optional<Violated> violated = expand(world, deeper);
        if (violated.isPresent()) {
          return violated.get();
        }
      }
      level = deeper;
    }
    return new Held(tally(depth));
  }

  private Optional<Violated> expand(World world, List<World> deeper) {
    for (Transition transition : protocol.next(world)) {
      count(transition.action());
      boolean isNew = isNew(transition.after(), new Arrival.Step(world, transition.action()));
      for (Invariant invariant : configuration.invariants()) {
        boolean isAsked = isNew || invariant.isAboutSteps();
        if (isAsked && !invariant.holds(configuration, world, transition.after())) {
          return Optional.of(new Violated(invariant, wayThrough(world, transition.action())));
        }
      }
      if (isNew) {
        deeper.add(transition.after());
      }
    }
    return Optional.empty();
  }

  private void count(Action action) {
    steps.add(action.name());
    if (action instanceof Action.Register registered) {
      outcomes.add(registered.outcome().getClass().getSimpleName());
    }
  }

  private boolean isNew(World world, Arrival arrival) {
    if (arrivals.putIfAbsent(world, arrival) != null) {
      return false;
    }
    for (Sight sight : Sight.values()) {
      if (sight.isSeen(configuration, world)) {
        sights.add(sight);
      }
    }
    return true;
  }

  private ImmutableList<Action> wayThrough(World world, Action last) {
    Deque<Action> way = new ArrayDeque<>();
    way.addFirst(last);
    World reached = world;
    while (arrivals.get(reached) instanceof Arrival.Step step) {
      way.addFirst(step.action());
      reached = step.from();
    }
    return ImmutableList.copyOf(way);
  }

  private Tally tally(int depth) {
    return new Tally(
        arrivals.size(),
        steps.size() + 1L,
        depth,
        ImmutableMultiset.copyOf(steps),
        ImmutableMultiset.copyOf(outcomes),
        ImmutableMultiset.copyOf(sights));
  }
}
