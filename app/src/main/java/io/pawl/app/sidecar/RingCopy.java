// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import java.util.Comparator;
import java.util.Optional;

/** A copy of the cluster's keys: none before the bootstrap, then an active one of each purpose. */
record RingCopy(
    ImmutableSortedMap<Purpose, DekId> active, ImmutableSortedMap<DekId, KeyCopy> keys) {
  static final RingCopy EMPTY = new RingCopy(ImmutableSortedMap.of(), ImmutableSortedMap.of());

  RingCopy {
    checkArgument(keys.size() <= KeyRing.KEYS_MAX, "There are %s keys.", keys.size());
    checkArgument(
        active.size() == (keys.isEmpty() ? 0 : Purpose.values().length),
        "Of %s keys, %s are active.",
        keys.size(),
        active.size());
    checkArgument(areOfTheirPurpose(active, keys), "An active key is of another purpose.");
  }

  static RingCopy of(KeyRing ring) {
    return ring instanceof KeyRing.Filled filled ? ofFilled(filled) : EMPTY;
  }

  /** Whether every key of the other ring is in this one, the same: rings only grow. */
  boolean continues(RingCopy other) {
    return keys.entrySet().containsAll(other.keys.entrySet());
  }

  Optional<KeyCopy> find(DekId id) {
    return Optional.ofNullable(keys.get(id));
  }

  Optional<DekId> activeFor(Purpose purpose) {
    return Optional.ofNullable(active.get(purpose));
  }

  private static RingCopy ofFilled(KeyRing.Filled ring) {
    return new RingCopy(
        ImmutableSortedMap.of(
            Purpose.STORAGE, ring.activeStorage(), Purpose.RAFT, ring.activeRaft()),
        ring.keys().stream()
            .collect(
                toImmutableSortedMap(Comparator.naturalOrder(), key -> key.id(), KeyCopy::of)));
  }

  private static boolean areOfTheirPurpose(
      ImmutableSortedMap<Purpose, DekId> active, ImmutableSortedMap<DekId, KeyCopy> keys) {
    return active.entrySet().stream()
        .allMatch(
            entry ->
                Optional.ofNullable(keys.get(entry.getValue()))
                    .filter(key -> key.purpose() == entry.getKey())
                    .isPresent());
  }
}
