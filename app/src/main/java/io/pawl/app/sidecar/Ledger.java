// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.ports.driven.StorageRefused;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a sidecar remembers at one moment: the copy of the keys with the log index it is known to be
 * complete at, and the highest epoch spent under each key. What comes after it never has a lower
 * epoch.
 */
record Ledger(RingCopy ring, long appliedIndex, ImmutableSortedMap<DekId, LocalEpoch> spent) {
  /** As many keys managed elsewhere, from before the bootstrap, as there may be in a ring. */
  static final int KEYS_MAX = 2 * KeyRing.KEYS_MAX;

  static final Ledger EMPTY = new Ledger(RingCopy.EMPTY, 0, ImmutableSortedMap.of());

  Ledger {
    checkArgument(appliedIndex >= 0, "No entry stands at index %s.", appliedIndex);
  }

  /** Every key there is something to say about. */
  Set<DekId> deks() {
    return Sets.union(ring.keys().keySet(), spent.keySet());
  }

  Optional<LocalEpoch> lastSpent(DekId dek) {
    return Optional.ofNullable(spent.get(dek));
  }

  Ledger spending(DekId dek, LocalEpoch epoch) {
    checkArgument(
        lastSpent(dek).stream().allMatch(epoch::isAfter),
        "Epoch %s of key %s is not after the last one spent.",
        epoch,
        dek);
    return withSpent(Map.of(dek, epoch)).bounded();
  }

  /**
   * This ledger together with what the store knows. The store is the truth about keys, unless it is
   * an earlier state of what this has seen; epochs are the higher of both.
   */
  Ledger adopting(RingCopy stored, long index, Map<DekId, LocalEpoch> registered) {
    Ledger raised = withSpent(registered);
    boolean keep = index < appliedIndex && ring.continues(stored);
    return (keep ? raised : new Ledger(stored, index, raised.spent)).bounded();
  }

  Ledger at(long index) {
    return new Ledger(ring, index, spent);
  }

  static LocalEpoch later(LocalEpoch one, LocalEpoch other) {
    return one.isAfter(other) ? one : other;
  }

  private Ledger withSpent(Map<DekId, LocalEpoch> more) {
    Map<DekId, LocalEpoch> highest = new TreeMap<>(spent);
    more.forEach((dek, epoch) -> highest.merge(dek, epoch, Ledger::later));
    return new Ledger(ring, appliedIndex, ImmutableSortedMap.copyOf(highest));
  }

  private Ledger bounded() {
    if (deks().size() > KEYS_MAX) {
      throw new StorageRefused(
          Sentinel.KEY_RING_FULL, "A sidecar keeps epochs of at most %s keys.".formatted(KEYS_MAX));
    }
    return this;
  }
}
