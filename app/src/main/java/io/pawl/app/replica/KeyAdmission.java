// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.app.replica.ChangesInFlight.RingChange;
import io.pawl.domain.cohort.Cohort;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.entry.RotationKind;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.Decision;
import io.pawl.domain.state.KeyRingDecisions;
import io.pawl.domain.state.KeyRingOutcome;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.KekUnavailable;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.KeyRuling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes keys on the leader, and lets pass what every replica will accept. */
final class KeyAdmission {
  private static final KeyRuling BUSY = new KeyRuling.Busy();

  /** How long a bootstrap waits for the registrations that are on their way. */
  private static final Duration ARRIVAL_MAX = Duration.ofSeconds(2);

  private final Self self;
  private final Encryption encryption;
  private final WriterRegistryStore store;
  private final ChangesInFlight inFlight;

  KeyAdmission(
      Self self, Encryption encryption, WriterRegistryStore store, ChangesInFlight inFlight) {
    this.self = self;
    this.encryption = encryption;
    this.store = store;
    this.inFlight = inFlight;
  }

  /**
   * Asks the members while registrations go on, and shuts those out only then: for as long as it
   * takes to make two keys and to commit them.
   */
  KeyRuling bootstrap() {
    if (!(encryption instanceof Encryption.On on)) {
      return disabled();
    }
    if (store.keyRing() instanceof KeyRing.Filled held) {
      return new KeyRuling.Refused(
          Sentinel.ALREADY_BOOTSTRAPPED, "Held: %s. Proposed: the first ones.".formatted(held));
    }
    KeyMaker maker = new KeyMaker(self.cluster(), on);
    return reservingRing(
        change -> {
          Cohort cohort = Cohort.of(on.peers().capabilities(maker.trial()), self.version());
          return cohort instanceof Cohort.Ready ready
              ? firstKeys(maker, ready, change)
              : new KeyRuling.Refused(
                  Sentinel.MEMBERS_NOT_READY, ((Cohort.NotReady) cohort).detail());
        });
  }

  private KeyRuling firstKeys(KeyMaker maker, Cohort.Ready cohort, RingChange change) {
    if (!change.shutOthersOut(ARRIVAL_MAX)) {
      return BUSY;
    }
    DekId storageId = maker.unusedId(this::isUsed);
    DekId raftId = maker.unusedId(id -> id.equals(storageId) || isUsed(id));
    NamedKey storage = maker.make(storageId, Purpose.STORAGE);
    NamedKey raft = maker.make(raftId, Purpose.RAFT);
    Bootstrap entry =
        new Bootstrap(maker.now(), storage, raft, cohort.under(List.of(storageId, raftId)));
    return ruling(
        entry, KeyRingDecisions.bootstrap(store.keyRing(), store, entry, nextIndex()), change);
  }

  KeyRuling rotate(Purpose purpose, @Nullable DekId from) {
    if (!(encryption instanceof Encryption.On on)) {
      return disabled();
    }
    if (!(store.keyRing() instanceof KeyRing.Filled)) {
      return new KeyRuling.Refused(
          Sentinel.NOT_BOOTSTRAPPED, "Held: no key. Proposed: one for %s.".formatted(purpose));
    }
    KeyMaker maker = new KeyMaker(self.cluster(), on);
    return reservingRing(change -> nextKey(maker, purpose, from, change));
  }

  /** Nothing changes the ring from here on, so it is looked at here. */
  private KeyRuling nextKey(
      KeyMaker maker, Purpose purpose, @Nullable DekId from, RingChange change) {
    KeyRing.Filled held = (KeyRing.Filled) store.keyRing();
    if (!held.active(purpose).id().equals(from)) {
      return BUSY;
    }
    if (held.isFull()) {
      return new KeyRuling.Refused(
          Sentinel.KEY_RING_FULL, "Held: %s. Proposed: one for %s.".formatted(held, purpose));
    }
    NamedKey key = maker.make(maker.unusedId(this::isUsed), purpose);
    Registration proposer =
        new Registration(key.id(), NodeId.of(self.name()), new LocalEpoch(0), self.incarnation());
    Rotation entry = new Rotation(maker.now(), RotationKind.ROTATE, purpose, key, proposer);
    return ruling(entry, KeyRingDecisions.rotate(held, store, entry, nextIndex()), change);
  }

  private static KeyRuling disabled() {
    return new KeyRuling.Refused(Sentinel.MUTATORS_DISABLED, "");
  }

  /** Whatever does not end in an entry gives the ring back. */
  private KeyRuling reservingRing(Function<RingChange, KeyRuling> judge) {
    Optional<RingChange> begun = inFlight.beginRingChange();
    if (begun.isEmpty()) {
      return BUSY;
    }
    boolean admitted = false;
    try {
      KeyRuling ruling = judge.apply(begun.get());
      admitted = ruling instanceof KeyRuling.Append;
      return ruling;
    } catch (KekUnavailable | KeyUnusable unfit) {
      Fault fault = unfit;
      return new KeyRuling.Refused(fault.sentinel(), fault.detail());
    } finally {
      if (!admitted) {
        begun.get().release();
      }
    }
  }

  private static KeyRuling ruling(
      LogEntry entry, Decision<KeyRingOutcome> decision, RingChange change) {
    return decision.outcome() instanceof KeyRingOutcome.Refused refused
        ? new KeyRuling.Refused(refused.sentinel(), refused.detail())
        : new KeyRuling.Append(entry, change);
  }

  /** Keys that are managed elsewhere have no place in the ring, but may have writers. */
  private boolean isUsed(DekId id) {
    AtomicBoolean hasWriters = new AtomicBoolean();
    store.scan(id, row -> hasWriters.set(true));
    return hasWriters.get() || store.keyRing().find(id).isPresent();
  }

  private long nextIndex() {
    return store.lastApplied().map(at -> at.index() + 1).orElse(0L);
  }
}
