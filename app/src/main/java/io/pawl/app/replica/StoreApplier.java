// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.Decision;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides and commits, entry by entry. Once halted, it stays so. */
final class StoreApplier implements Applier {
  private final WriterRegistryStore store;
  private final SlotsInFlight inFlight;
  private @Nullable ReplicaHalted halted;

  StoreApplier(WriterRegistryStore store, SlotsInFlight inFlight) {
    this.store = store;
    this.inFlight = inFlight;
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return store.lastApplied();
  }

  @Override
  public Applied registerWriter(LogPosition position, WriterRegistration entry) {
    return apply(position, List.of(entry.registration()));
  }

  @Override
  public Applied registerWriters(LogPosition position, WriterRegistrations entry) {
    return apply(position, entry.registrations());
  }

  @Override
  public Applied bootstrap(LogPosition position, Bootstrap entry) {
    return inFrontOf(position, () -> withoutKek(position));
  }

  @Override
  public Applied rotate(LogPosition position, Rotation entry) {
    return inFrontOf(position, () -> withoutKek(position));
  }

  /** No build of this version can be given a KEK, so none can open what the entry brings. */
  private static Applied withoutKek(LogPosition position) {
    throw new ReplicaHalted(
        position, Sentinel.KEK_NOT_CONFIGURED, "Its wrapped key cannot be opened.");
  }

  private Applied apply(LogPosition position, List<Registration> registrations) {
    return inFrontOf(position, () -> decideAndCommit(position, registrations));
  }

  private Applied decideAndCommit(LogPosition position, List<Registration> registrations) {
    Decision<List<RegistrationOutcome>> decision = RegistrationDecisions.all(store, registrations);
    List<Accepted> accepted =
        decision.outcome().stream().map(outcome -> requireAccepted(position, outcome)).toList();
    store.commit(position, decision.changes());
    inFlight.applied(registrations.stream().map(Registration::key).toList());
    return new Applied.Accepted(position, accepted);
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
