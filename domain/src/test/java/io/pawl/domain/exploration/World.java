// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;

/** One state of everything: the variables of the TLA+ module, component by component. */
record World(
    ImmutableList<Machine> machines,
    Registry registry,
    ImmutableSet<DiskImage> backups,
    int sessions,
    SpentNonces spent) {

  static World of(List<Contender> contenders) {
    return new World(
        contenders.stream().map(who -> Machine.NEW).collect(ImmutableList.toImmutableList()),
        Registry.EMPTY,
        contenders.stream()
            .map(who -> new DiskImage(who.node(), 0))
            .collect(ImmutableSet.toImmutableSet()),
        0,
        SpentNonces.NONE);
  }

  Machine of(Contender who) {
    return machines.get(who.index());
  }

  World with(Contender who, Machine machine) {
    ImmutableList.Builder<Machine> after = ImmutableList.builder();
    for (int index = 0; index < machines.size(); index++) {
      after.add(index == who.index() ? machine : machines.get(index));
    }
    return new World(after.build(), registry, backups, sessions, spent);
  }

  World with(Registry other) {
    return new World(machines, other, backups, sessions, spent);
  }

  World with(SpentNonces other) {
    return new World(machines, registry, backups, sessions, other);
  }

  World withBackup(DiskImage image) {
    ImmutableSet<DiskImage> after =
        ImmutableSet.<DiskImage>builder().addAll(backups).add(image).build();
    return new World(machines, registry, after, sessions, spent);
  }

  World withOneMoreSession() {
    return new World(machines, registry, backups, sessions + 1, spent);
  }
}
