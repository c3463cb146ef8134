// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.util.concurrent.AtomicLongMap;
import io.pawl.domain.fault.Sentinel;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;

/** How often a member turned proposals away, by why, since it was started. Any thread may count. */
final class Refusals {
  private final AtomicLongMap<Sentinel> counts = AtomicLongMap.create();

  void count(Sentinel why) {
    counts.incrementAndGet(why);
  }

  /** By the names of the sentinels, as members tell them to each other's builds. */
  SortedMap<String, Long> told() {
    return counts.asMap().entrySet().stream()
        .collect(
            toImmutableSortedMap(
                Comparator.naturalOrder(), count -> count.getKey().name(), Map.Entry::getValue));
  }
}
