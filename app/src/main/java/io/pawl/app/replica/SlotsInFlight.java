// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.writer.WriterKey;
import io.pawl.ports.driving.Reservation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The slots that have a change on its way, and whose it is. Losing the leadership ends a round:
 * what was reserved in an earlier one neither holds nor stands in anybody's way.
 */
final class SlotsInFlight {
  private final Map<WriterKey, Reserved> slots = new HashMap<>();
  private long round;

  synchronized boolean isReserved(WriterKey key) {
    return slots.containsKey(key);
  }

  /** Of slots that are free; the caller made sure of it while it held this object's monitor. */
  synchronized Reservation reserve(Set<WriterKey> keys) {
    Reserved reserved = new Reserved(List.copyOf(keys), round);
    keys.forEach(key -> slots.put(key, reserved));
    return reserved;
  }

  /** The entry that changes them was applied, whoever appended it. */
  synchronized void applied(Collection<WriterKey> keys) {
    keys.forEach(slots::remove);
  }

  synchronized void endRound() {
    round++;
    slots.clear();
  }

  synchronized int size() {
    return slots.size();
  }

  private final class Reserved implements Reservation {
    private final List<WriterKey> keys;
    private final long madeIn;

    private Reserved(List<WriterKey> keys, long madeIn) {
      this.keys = keys;
      this.madeIn = madeIn;
    }

    @Override
    public boolean holds() {
      synchronized (SlotsInFlight.this) {
        return madeIn == round && keys.stream().allMatch(key -> slots.get(key) == this);
      }
    }

    @Override
    public void release() {
      synchronized (SlotsInFlight.this) {
        keys.forEach(key -> slots.remove(key, this));
      }
    }
  }
}
