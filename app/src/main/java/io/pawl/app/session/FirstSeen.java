// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Tells of each thing once: when it is seen first, or when somebody begins to watch later. */
final class FirstSeen<T> {
  private final Set<T> seen = new LinkedHashSet<>();
  private final List<Consumer<T>> watchers = new ArrayList<>();

  synchronized void see(T thing) {
    if (seen.add(thing)) {
      watchers.forEach(watcher -> watcher.accept(thing));
    }
  }

  synchronized void watch(Consumer<T> watcher) {
    seen.forEach(watcher);
    watchers.add(watcher);
  }
}
