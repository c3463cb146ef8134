// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.util.concurrent.AtomicLongMap;
import io.pawl.domain.fault.Sentinel;
import java.util.SortedMap;
import java.util.function.Consumer;

/** How often which sentinel was the answer. Any thread may add. */
public final class Tally {
  private final AtomicLongMap<Sentinel> counts = AtomicLongMap.create();
  private final FirstSeen<Sentinel> answers = new FirstSeen<>();

  Tally() {}

  void add(Sentinel sentinel) {
    counts.incrementAndGet(sentinel);
    answers.see(sentinel);
  }

  /** How often this one was. */
  public long count(Sentinel sentinel) {
    return counts.get(sentinel);
  }

  /** Those that were an answer at all. */
  public SortedMap<Sentinel, Long> counts() {
    return ImmutableSortedMap.copyOf(counts.asMap());
  }

  /** Tells of every sentinel that is an answer, once. */
  void watch(Consumer<Sentinel> watcher) {
    answers.watch(watcher);
  }
}
