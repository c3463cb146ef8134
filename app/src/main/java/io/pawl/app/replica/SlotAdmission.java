// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRegistry;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Reservation;
import io.pawl.ports.driving.Ruling;
import io.pawl.ports.driving.TurnedAway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Admits what the registry accepts, on slots and keys that nothing else is about to change. */
final class SlotAdmission implements Admission {
  private final WriterRegistryStore store;
  private final RowsAtHand atHand;
  private final ChangesInFlight inFlight;
  private final KeyAdmission keys;

  SlotAdmission(
      WriterRegistryStore store, RowsAtHand atHand, ChangesInFlight inFlight, KeyAdmission keys) {
    this.store = store;
    this.atHand = atHand;
    this.inFlight = inFlight;
    this.keys = keys;
  }

  /**
   * One ruling at a time: between the question whether a slot is free and taking it, none other.
   */
  @Override
  public Ruling rule(List<Registration> proposed) {
    synchronized (inFlight) {
      Sorting sorting = new Sorting();
      proposed.forEach(sorting::sort);
      return sorting.ruling();
    }
  }

  @Override
  public KeyRuling bootstrap() {
    return keys.bootstrap();
  }

  @Override
  public KeyRuling rotate(Purpose purpose, @Nullable DekId from) {
    return keys.rotate(purpose, from);
  }

  @Override
  public void leadershipLost() {
    inFlight.endRound();
  }

  /** Sorts one proposal, remembering what it has let through so far. */
  private final class Sorting {
    private final Map<WriterKey, WriterRow> decided = new HashMap<>();
    private final WriterRows rows =
        key -> Optional.ofNullable(decided.get(key)).or(() -> atHand.find(key));
    private final KeyRing ring = store.keyRing();
    private final List<Registration> admitted = new ArrayList<>();
    private final List<TurnedAway> turnedAway = new ArrayList<>();

    void sort(Registration registration) {
      if (registration.incarnation() instanceof Incarnation.Absent) {
        turnedAway.add(new TurnedAway.Inadmissible(registration, Sentinel.INCARNATION_REQUIRED));
      } else if (!ring.serves(registration.dek())) {
        turnedAway.add(new TurnedAway.Inadmissible(registration, Sentinel.KEY_UNKNOWN));
      } else if (inFlight.isReserved(registration.key())) {
        turnedAway.add(new TurnedAway.Busy(registration));
      } else {
        decide(registration);
      }
    }

    private void decide(Registration registration) {
      RegistrationOutcome outcome = WriterRegistry.decide(rows, registration);
      if (outcome instanceof Accepted accepted) {
        admitted.add(registration);
        decided.put(registration.key(), accepted.row());
      } else {
        turnedAway.add(new TurnedAway.Refused((RegistrationOutcome.Refused) outcome));
      }
    }

    Ruling ruling() {
      if (admitted.isEmpty()) {
        return new Ruling.Nothing(turnedAway);
      }
      Reservation reservation = inFlight.reserve(decided.keySet());
      return new Ruling.Append(entryOf(admitted), reservation, turnedAway);
    }
  }

  private static LogEntry entryOf(List<Registration> admitted) {
    return admitted.size() == 1
        ? new WriterRegistration(admitted.get(0))
        : new WriterRegistrations(admitted);
  }
}
