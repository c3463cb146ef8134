// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What must hold of every step and of where it leads, under the names of the TLA+ module. */
enum Invariant {
  /** The claim. */
  NO_NONCE_REUSE("NoNonceReuse") {
    @Override
    boolean holds(Configuration within, World before, World after) {
      return !after.spent().reused();
    }
  },

  /** Why the claim is true: two processes never hold one epoch. */
  ONE_HOLDER_PER_EPOCH("OneHolderPerEpoch") {
    @Override
    boolean holds(Configuration within, World before, World after) {
      List<Memory> holders = holders(after);
      return holders.stream().mapToInt(Memory::epoch).distinct().count() == holders.size();
    }
  },

  /** Nothing is written under an epoch that the registry has not seen. */
  REGISTERED_BEFORE_USE("RegisteredBeforeUse") {
    @Override
    boolean holds(Configuration within, World before, World after) {
      int last = after.registry().lastSeen();
      return after.spent().nonces().stream().allMatch(nonce -> nonce.epoch() <= last);
    }
  },

  /** Whoever holds an epoch is a process of the slot's owner. */
  HOLDERS_OWN_THE_SLOT("HoldersOwnTheSlot") {
    @Override
    boolean holds(Configuration within, World before, World after) {
      return within.contenders().stream()
          .filter(who -> after.of(who).memory().is(Memory.Phase.HOLDING))
          .allMatch(
              who ->
                  after.registry().rows().values().stream()
                      .anyMatch(row -> row.owner().equals(who.node())));
    }
  },

  /** A row stays, keeps its owner and its first epoch, and its last epoch never goes back. */
  ROWS_ONLY_ADVANCE("RowsOnlyAdvance") {
    @Override
    boolean isAboutSteps() {
      return true;
    }

    @Override
    boolean holds(Configuration within, World before, World after) {
      return before.registry().rows().entrySet().stream()
          .allMatch(entry -> advances(entry, after.registry()));
    }
  };

  private final String nameInModel;

  Invariant(String nameInModel) {
    this.nameInModel = nameInModel;
  }

  abstract boolean holds(Configuration within, World before, World after);

  /** Whether every step must be asked, or only the first that leads to a state. */
  boolean isAboutSteps() {
    return false;
  }

  static Invariant named(String nameInModel) {
    return Arrays.stream(values())
        .filter(invariant -> invariant.nameInModel.equals(nameInModel))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown invariant " + nameInModel));
  }

  @Override
  public String toString() {
    return nameInModel;
  }

  private static List<Memory> holders(World world) {
    return world.machines().stream()
        .map(Machine::memory)
        .filter(memory -> memory.is(Memory.Phase.HOLDING))
        .toList();
  }

  private static boolean advances(Map.Entry<WriterKey, WriterRow> entry, Registry registry) {
    WriterRow before = entry.getValue();
    return registry
        .find(entry.getKey())
        .filter(after -> after.owner().equals(before.owner()))
        .filter(after -> after.firstSeen().equals(before.firstSeen()))
        .filter(after -> !before.lastSeen().isAfter(after.lastSeen()))
        .isPresent();
  }
}
