// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.KeyState;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.KeyUse;
import io.pawl.domain.state.KeyUses;
import io.pawl.ports.driven.UnixClock;
import io.pawl.ports.driving.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a node says of the keys of one group. Ids of keys are labels, so keys that have series of
 * their own are few: the active ones, and of the others those that came last.
 */
record KeyReadings(int group, UnixClock clock) {

  /** How many keys of a group have series of their own. */
  static final int KEYS_SHOWN_MAX = 32;

  private static final double MILLIS_A_SECOND = 1000;

  List<Reading> of(Inspection inspection) {
    List<Reading> readings = new ArrayList<>();
    String kek = inspection.kek();
    readings.add(reading("pawl.kek", 1, "kind", kek.isEmpty() ? "none" : kek));
    sidecarIndex(inspection)
        .ifPresent(index -> readings.add(reading("pawl.sidecar.index", (double) index)));
    KeyUses keys = inspection.keyUses();
    readings.add(reading("pawl.writers.near.the.last.epoch", nearTheLastEpochOfAnActiveKey(keys)));
    if (keys.ring() instanceof KeyRing.Filled ring) {
      readings.addAll(counts(ring));
      keys.activeAndNewestFirst().stream()
          .limit(KEYS_SHOWN_MAX)
          .forEach(use -> addReadings(readings, use, ring));
    }
    return readings;
  }

  /** Nothing of a sidecar that was closed: a node is looked at until it has stopped. */
  private static OptionalLong sidecarIndex(Inspection inspection) {
    try {
      return inspection.sidecarIndex();
    } catch (IllegalStateException closedMeanwhile) {
      return OptionalLong.empty();
    }
  }

  /** Under an old key they stay there for good, and nobody has to do anything about it. */
  private static int nearTheLastEpochOfAnActiveKey(KeyUses keys) {
    return keys.ring() instanceof KeyRing.Filled ring
        ? ring.keys().stream()
            .filter(key -> ring.stateOf(key) == KeyState.ACTIVE)
            .flatMap(key -> keys.uses().stream().filter(use -> use.dek().equals(key.id())))
            .mapToInt(KeyUse::nearTheLastEpoch)
            .sum()
        : 0;
  }

  /** Of every purpose and state, those that no key has included. */
  private List<Reading> counts(KeyRing.Filled ring) {
    List<Reading> counts = new ArrayList<>();
    for (Purpose purpose : Purpose.values()) {
      for (KeyState state : KeyState.values()) {
        double count =
            ring.keys().stream()
                .filter(key -> key.purpose() == purpose && ring.stateOf(key) == state)
                .mapToInt(key -> 1)
                .sum();
        counts.add(reading("pawl.keys", count, "purpose", word(purpose), "state", word(state)));
      }
    }
    return counts;
  }

  private void addReadings(List<Reading> readings, KeyUse use, KeyRing.Filled ring) {
    RingKey key = key(ring, use);
    String[] tags = {
      "key", use.dek().toString(),
      "purpose", word(key.purpose()),
      "state", word(ring.stateOf(key))
    };
    if (key.createdAt() instanceof CreatedAt.Recorded recorded && recorded.unixMillis() >= 0) {
      double age = Math.max(0, clock.millis() - recorded.unixMillis()) / MILLIS_A_SECOND;
      readings.add(reading("pawl.key.age.seconds", age, tags));
    }
    readings.add(reading("pawl.key.writers", use.writers(), tags));
    readings.add(reading("pawl.key.writers.near.the.last.epoch", use.nearTheLastEpoch(), tags));
    use.highestEpoch()
        .ifPresent(last -> readings.add(reading("pawl.key.epochs.left", last.left(), tags)));
  }

  private static RingKey key(KeyRing.Filled ring, KeyUse use) {
    return ring.find(use.dek()).orElseThrow();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private Reading reading(String name, double value, String... tags) {
    return Reading.of(group, name, value, tags);
  }
}
