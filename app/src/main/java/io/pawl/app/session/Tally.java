// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.util.concurrent.AtomicLongMap;
import io.pawl.domain.fault.Sentinel;
import java.util.SortedMap;

/** How often which sentinel was the answer. Any thread may add. */
public final class Tally {
  private final AtomicLongMap<Sentinel> counts = AtomicLongMap.create();

  Tally() {}

  void add(Sentinel sentinel) {
    counts.incrementAndGet(sentinel);
  }

  /** Those that were an answer at all. */
  public SortedMap<Sentinel, Long> counts() {
    return ImmutableSortedMap.copyOf(counts.asMap());
  }
}
