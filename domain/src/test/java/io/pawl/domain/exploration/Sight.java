// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.exploration.Memory.Phase;

/** States that an exploration must pass through; otherwise it proves little. */
enum Sight {
  TWO_PROCESSES_HOLD_EPOCHS_AT_ONCE {
    @Override
    boolean isSeen(Configuration within, World world) {
      return world.machines().stream().filter(machine -> machine.memory().is(Phase.HOLDING)).count()
          == 2;
    }
  },
  TWO_PROCESSES_ASK_FOR_ONE_EPOCH {
    @Override
    boolean isSeen(Configuration within, World world) {
      return world.machines().size() == 2
          && world.machines().stream().allMatch(machine -> machine.memory().is(Phase.ASKING))
          && world.machines().stream().map(Machine::disk).distinct().count() == 1;
    }
  },
  A_DISK_IS_BEHIND_THE_REGISTRY {
    @Override
    boolean isSeen(Configuration within, World world) {
      return world.machines().stream()
          .anyMatch(machine -> machine.disk() < world.registry().lastSeen());
    }
  },
  EVERY_NONCE_IS_SPENT {
    @Override
    boolean isSeen(Configuration within, World world) {
      return world.spent().nonces().size()
          == within.bounds().epochMax() * within.bounds().countMax();
    }
  };

  abstract boolean isSeen(Configuration within, World world);
}
