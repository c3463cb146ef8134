// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.entry.RotationKind;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.KeyRingOutcome.AlreadyBootstrapped;
import io.pawl.domain.state.KeyRingOutcome.Bootstrapped;
import io.pawl.domain.state.KeyRingOutcome.ForeignRegistration;
import io.pawl.domain.state.KeyRingOutcome.KeyConflict;
import io.pawl.domain.state.KeyRingOutcome.KeyEmpty;
import io.pawl.domain.state.KeyRingOutcome.KindUnknown;
import io.pawl.domain.state.KeyRingOutcome.NotBootstrapped;
import io.pawl.domain.state.KeyRingOutcome.Refused;
import io.pawl.domain.state.KeyRingOutcome.RegistrationRefused;
import io.pawl.domain.state.KeyRingOutcome.RingFull;
import io.pawl.domain.state.KeyRingOutcome.Rotated;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.WriterRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * From key changes to what the store must remember of them: the ring, and the rows of the writers
 * that come with it, in one step or not at all. Pure, so that the leader and every replica come to
 * the same answer. The order of the questions is part of the rule.
 */
public final class KeyRingDecisions {

  private KeyRingDecisions() {}

  /**
   * Makes the first pair of keys.
   *
   * @param index where the entry stands, or will stand, in the log
   */
  public static Decision<KeyRingOutcome> bootstrap(
      KeyRing ring, WriterRows rows, Bootstrap entry, long index) {
    DekId storageId = entry.storage().id();
    DekId raftId = entry.raft().id();
    if (ring instanceof KeyRing.Filled held) {
      return refused(new AlreadyBootstrapped(held, storageId, raftId));
    }
    if (entry.storage().wrapped().isNone()) {
      return refused(new KeyEmpty(storageId, Purpose.STORAGE));
    }
    if (entry.raft().wrapped().isNone()) {
      return refused(new KeyEmpty(raftId, Purpose.RAFT));
    }
    RingKey storage = ringKey(entry.storage(), Purpose.STORAGE, entry, index);
    RingKey raft = ringKey(entry.raft(), Purpose.RAFT, entry, index);
    if (storage.conflictsWith(raft)) {
      return refused(new KeyConflict(storage, raft));
    }
    KeyRing.Filled first = KeyRing.ofFirst(storage, raft);
    return withWriters(
        rows,
        entry.cohort(),
        List.of(storageId, raftId),
        accepted -> new Bootstrapped(first, accepted));
  }

  /**
   * Adds a key and makes it the active one of its purpose.
   *
   * @param index where the entry stands, or will stand, in the log
   */
  public static Decision<KeyRingOutcome> rotate(
      KeyRing ring, WriterRows rows, Rotation entry, long index) {
    DekId id = entry.key().id();
    if (entry.kind() != RotationKind.ROTATE) {
      return refused(new KindUnknown(entry.kind(), id));
    }
    if (!(ring instanceof KeyRing.Filled held)) {
      return refused(new NotBootstrapped(id, entry.purpose()));
    }
    RingKey added =
        new RingKey(id, entry.purpose(), entry.key().wrapped(), entry.createdAt(), index);
    Optional<RingKey> conflict = held.conflictWith(added);
    if (conflict.isPresent()) {
      return refused(new KeyConflict(conflict.get(), added));
    }
    if (held.isFull()) {
      return refused(new RingFull(held, added));
    }
    RingKey before = held.active(entry.purpose());
    KeyRing.Filled rotated = held.rotatedTo(added);
    return withWriters(
        rows,
        List.of(entry.proposer()),
        List.of(id),
        accepted -> new Rotated(before, added, rotated, accepted.get(0)));
  }

  private static RingKey ringKey(NamedKey key, Purpose purpose, Bootstrap entry, long index) {
    return new RingKey(key.id(), purpose, key.wrapped(), entry.createdAt(), index);
  }

  private static Decision<KeyRingOutcome> withWriters(
      WriterRows rows,
      List<Registration> registrations,
      List<DekId> brought,
      Function<List<Accepted>, KeyRingOutcome.Accepted> accept) {
    Optional<Registration> foreign =
        registrations.stream().filter(it -> !brought.contains(it.dek())).findFirst();
    if (foreign.isPresent()) {
      return refused(new ForeignRegistration(brought, foreign.get()));
    }
    Decision<List<RegistrationOutcome>> writers = RegistrationDecisions.all(rows, registrations);
    List<Accepted> accepted = new ArrayList<>();
    for (RegistrationOutcome outcome : writers.outcome()) {
      if (outcome instanceof RegistrationOutcome.Refused refusal) {
        return refused(new RegistrationRefused(refusal));
      }
      accepted.add((Accepted) outcome);
    }
    KeyRingOutcome.Accepted outcome = accept.apply(accepted);
    List<Change> changes = new ArrayList<>(writers.changes());
    changes.add(new KeyRingPut(outcome.ring()));
    return new Decision<>(outcome, changes);
  }

  private static Decision<KeyRingOutcome> refused(Refused refusal) {
    return new Decision<>(refusal, List.of());
  }
}
