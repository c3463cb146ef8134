// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.Decision;
import io.pawl.domain.state.KeyRingDecisions;
import io.pawl.domain.state.KeyRingOutcome;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.RegistrationDecisions;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.ReplicaHalted;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides and commits, entry by entry. Once halted, it stays so. */
final class StoreApplier implements Applier {
  private final WriterRegistryStore store;
  private final RowsAtHand rows;
  private final ChangesInFlight inFlight;
  private final KeyDuties keys;
  private @Nullable ReplicaHalted halted;

  StoreApplier(
      WriterRegistryStore store, RowsAtHand rows, ChangesInFlight inFlight, KeyDuties keys) {
    this.store = store;
    this.rows = rows;
    this.inFlight = inFlight;
    this.keys = keys;
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return store.lastApplied();
  }

  @Override
  public Applied registerWriter(LogPosition position, WriterRegistration entry) {
    return inFrontOf(position, () -> decideAndCommit(position, entry.registration()));
  }

  @Override
  public Applied registerWriters(LogPosition position, WriterRegistrations entry) {
    return inFrontOf(position, () -> decideAndCommit(position, entry.registrations()));
  }

  @Override
  public Applied bootstrap(LogPosition position, Bootstrap entry) {
    return inFrontOf(
        position,
        () ->
            changeKeys(
                position, ring -> KeyRingDecisions.bootstrap(ring, rows, entry, position.index())));
  }

  @Override
  public Applied rotate(LogPosition position, Rotation entry) {
    return inFrontOf(
        position,
        () ->
            changeKeys(
                position, ring -> KeyRingDecisions.rotate(ring, rows, entry, position.index())));
  }

  /** A key that this node could not use is not kept: whoever gives it the KEK finds it here. */
  private Applied changeKeys(
      LogPosition position, Function<KeyRing, Decision<KeyRingOutcome>> decide) {
    requireNone(position, keys.opening().flaw());
    Decision<KeyRingOutcome> decision = decide.apply(store.keyRing());
    if (decision.outcome() instanceof KeyRingOutcome.Refused refused) {
      throw new ReplicaHalted(position, refused.sentinel(), refused.detail());
    }
    KeyRingOutcome.Accepted accepted = (KeyRingOutcome.Accepted) decision.outcome();
    requireNone(position, keys.opening().flawWith(broughtAt(position, accepted.ring())));
    keys.beforeCommit(position, accepted.ring(), accepted.registrations());
    rows.commit(position, decision.changes());
    // Whoever starts this node without encryption after a crash is told by the store, not the log.
    store.sync();
    keys.tally().applied(accepted.ring(), accepted.registrations());
    inFlight.ringApplied(
        accepted.registrations().stream().map(each -> each.registration().key()).toList());
    return new Applied.Accepted(position, accepted.registrations());
  }

  private static List<RingKey> broughtAt(LogPosition position, KeyRing.Filled ring) {
    return ring.keys().stream().filter(key -> key.index() == position.index()).toList();
  }

  private static void requireNone(LogPosition position, Optional<KeyOpening.Flaw> flaw) {
    flaw.ifPresent(
        found -> {
          throw new ReplicaHalted(position, found.sentinel(), found.detail());
        });
  }

  private Applied decideAndCommit(LogPosition position, Registration registration) {
    requireServed(position, store.keyRing(), registration);
    Decision<RegistrationOutcome> decision = RegistrationDecisions.one(rows, registration);
    Accepted accepted = requireAccepted(position, decision.outcome());
    rows.commit(position, decision.changes());
    keys.tally().applied(List.of(accepted));
    inFlight.applied(List.of(registration.key()));
    return new Applied.Accepted(position, List.of(accepted));
  }

  private Applied decideAndCommit(LogPosition position, List<Registration> registrations) {
    KeyRing ring = store.keyRing();
    registrations.forEach(registration -> requireServed(position, ring, registration));
    Decision<List<RegistrationOutcome>> decision = RegistrationDecisions.all(rows, registrations);
    List<Accepted> accepted =
        decision.outcome().stream().map(outcome -> requireAccepted(position, outcome)).toList();
    rows.commit(position, decision.changes());
    keys.tally().applied(accepted);
    inFlight.applied(registrations.stream().map(Registration::key).toList());
    return new Applied.Accepted(position, accepted);
  }

  private static void requireServed(LogPosition position, KeyRing ring, Registration registration) {
    if (!ring.serves(registration.dek())) {
      throw new ReplicaHalted(
          position, Sentinel.KEY_UNKNOWN, "Held: %s. Proposed: %s.".formatted(ring, registration));
    }
  }

  private static Accepted requireAccepted(LogPosition position, RegistrationOutcome outcome) {
    if (outcome instanceof RegistrationOutcome.Refused refused) {
      throw new ReplicaHalted(position, refused.sentinel(), refused.detail());
    }
    return (Accepted) outcome;
  }

  /** Nothing is decided about an entry that was applied before, nor about any after a halt. */
  private Applied inFrontOf(LogPosition position, Supplier<Applied> apply) {
    if (halted != null) {
      throw halted;
    }
    try {
      Optional<LogPosition> stored = store.lastApplied();
      if (stored.isPresent() && !position.isAfter(stored.get())) {
        return skipped(position, stored.get());
      }
      return apply.get();
    } catch (ReplicaHalted halt) {
      throw haltedBy(halt);
    } catch (Fault fault) {
      throw haltedBy(new ReplicaHalted(position, fault));
    }
  }

  /** An entry of a later term than the store's cannot have been applied before it. */
  private static Applied skipped(LogPosition position, LogPosition stored) {
    boolean another = position.index() == stored.index() && position.term() != stored.term();
    if (another || position.term() > stored.term()) {
      throw new ReplicaHalted(
          position,
          Sentinel.STATE_MISMATCH,
          "The store stands at %s, of another log.".formatted(stored));
    }
    return new Applied.Skipped(position, stored);
  }

  private ReplicaHalted haltedBy(ReplicaHalted halt) {
    halted = halt;
    return halt;
  }
}
