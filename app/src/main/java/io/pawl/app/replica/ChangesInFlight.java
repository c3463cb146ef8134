// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.writer.WriterKey;
import io.pawl.ports.driving.Reservation;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has a change on its way, and whose it is: slots of the registry, and the key ring. Losing
 * the leadership ends a round: what was reserved in an earlier one neither holds nor stands in
 * anybody's way.
 */
final class ChangesInFlight {
  private final Map<WriterKey, Reservation> slots = new HashMap<>();
  private @Nullable RingChange ring;
  private long round;

  synchronized boolean isReserved(WriterKey key) {
    return slots.containsKey(key) || (ring != null && ring.shutsOthersOut);
  }

  /** Of slots that are free; the caller made sure of it while it held this object's monitor. */
  synchronized Reservation reserve(Set<WriterKey> keys) {
    Reserved reserved = new Reserved(List.copyOf(keys), round);
    keys.forEach(key -> slots.put(key, reserved));
    return reserved;
  }

  /** Takes the key ring; nothing if it has a change on its way already. */
  synchronized Optional<RingChange> beginRingChange() {
    if (ring != null) {
      return Optional.empty();
    }
    RingChange begun = new RingChange(round);
    ring = begun;
    return Optional.of(begun);
  }

  /**
   * Registrations were applied, whoever appended them. If this leader had shut everybody out, they
   * are another leader's, and what it decided meanwhile is void.
   */
  synchronized void applied(Collection<WriterKey> keys) {
    keys.forEach(slots::remove);
    if (ring != null && ring.isAlone) {
      ring = null;
    }
    notifyAll();
  }

  /** A change of the key ring was applied, and the registrations that came with it. */
  synchronized void ringApplied(Collection<WriterKey> keys) {
    keys.forEach(slots::remove);
    ring = null;
    notifyAll();
  }

  synchronized void endRound() {
    round++;
    slots.clear();
    ring = null;
    notifyAll();
  }

  synchronized int size() {
    return slots.size() + (ring == null ? 0 : 1);
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
      synchronized (ChangesInFlight.this) {
        return madeIn == round && keys.stream().allMatch(key -> slots.get(key) == this);
      }
    }

    @Override
    public void release() {
      synchronized (ChangesInFlight.this) {
        keys.forEach(key -> slots.remove(key, this));
        ChangesInFlight.this.notifyAll();
      }
    }
  }

  /** The one change of the key ring, from when the leader begins to make it. */
  final class RingChange implements Reservation {
    private final long madeIn;
    private boolean shutsOthersOut;
    private boolean isAlone;

    private RingChange(long madeIn) {
      this.madeIn = madeIn;
    }

    /**
     * Lets no registration in any more, and waits until those that are on their way have arrived.
     *
     * @return whether there are none; if it is false, the change is to be given up
     */
    boolean shutOthersOut(Duration longest) {
      long end = System.nanoTime() + longest.toNanos();
      synchronized (ChangesInFlight.this) {
        shutsOthersOut = true;
        while (holds() && !slots.isEmpty()) {
          if (!pauseUntil(end)) {
            return false;
          }
        }
        isAlone = holds();
        return isAlone;
      }
    }

    @Override
    public boolean holds() {
      synchronized (ChangesInFlight.this) {
        return madeIn == round && ring == this;
      }
    }

    @Override
    public void release() {
      synchronized (ChangesInFlight.this) {
        if (ring == this) {
          ring = null;
        }
      }
    }
  }

  /** Waits for something to arrive; the caller holds the monitor, which is free meanwhile. */
  private synchronized boolean pauseUntil(long endNanoTime) {
    long left = endNanoTime - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
