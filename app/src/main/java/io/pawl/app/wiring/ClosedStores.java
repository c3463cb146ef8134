// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;

/**
 * The stores in a data folder before any is opened, and what they hold: looked at without touching
 * them. Those of groups that nobody names any more are among them.
 */
record ClosedStores(
    DataFolder folder, StorageEngine engine, ImmutableSortedMap<Integer, Glance> seen) {

  static ClosedStores in(DataFolder folder, StorageEngine engine) {
    ImmutableSortedMap.Builder<Integer, Glance> seen = ImmutableSortedMap.naturalOrder();
    for (int number = 0; number < NodeSettings.GROUPS_MAX; number++) {
      int group = number;
      engine.glance(folder.store(group)).ifPresent(glance -> seen.put(group, glance));
    }
    return new ClosedStores(folder, engine, seen.buildOrThrow());
  }

  KeyRing keyRing(int group) {
    Glance glance = seen.get(group);
    return glance == null ? KeyRing.EMPTY : glance.keyRing();
  }

  WriterRegistryStore open(int group, ClusterId id) {
    return engine.open(new StoreLocation(folder.store(group), id));
  }
}
