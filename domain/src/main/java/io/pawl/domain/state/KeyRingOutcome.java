// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.entry.RotationKind;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import java.util.List;

/**
 * What becomes of a proposed change of the key ring. An acceptance names the ring that stands
 * afterwards and what its registrations were answered; a refusal carries both sides.
 */
public sealed interface KeyRingOutcome {

  <R> R match(Cases<R> cases);

  /** The ring changes, and the registrations that come with it are accepted. */
  sealed interface Accepted extends KeyRingOutcome {
    /** The ring that stands after this answer. */
    KeyRing.Filled ring();

    /** In the order of the entry. */
    List<RegistrationOutcome.Accepted> registrations();
  }

  /** Nothing changes, neither ring nor rows. */
  sealed interface Refused extends KeyRingOutcome {
    Sentinel sentinel();

    /** Both sides in one sentence, for people. */
    String detail();
  }

  /** The cluster has its first pair of keys, and its cohort starts under them. */
  record Bootstrapped(KeyRing.Filled ring, List<RegistrationOutcome.Accepted> registrations)
      implements Accepted {

    public Bootstrapped {
      registrations = List.copyOf(registrations);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.bootstrapped(this);
    }
  }

  /** Another key of its purpose is the active one; {@code before} opens what it sealed. */
  record Rotated(
      RingKey before, RingKey added, KeyRing.Filled ring, RegistrationOutcome.Accepted proposer)
      implements Accepted {

    @Override
    public List<RegistrationOutcome.Accepted> registrations() {
      return List.of(proposer);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rotated(this);
    }
  }

  /** There is a ring. Another first pair would put aside what the ring protects. */
  record AlreadyBootstrapped(KeyRing.Filled held, DekId storage, DekId raft) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.ALREADY_BOOTSTRAPPED;
    }

    @Override
    public String detail() {
      return "Held: %s. Proposed: key %s for storage and key %s for raft."
          .formatted(held, storage, raft);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.alreadyBootstrapped(this);
    }
  }

  /** There is no ring that could be rotated. */
  record NotBootstrapped(DekId id, Purpose purpose) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.NOT_BOOTSTRAPPED;
    }

    @Override
    public String detail() {
      return "Held: no key. Proposed: key %s for %s.".formatted(id, purpose);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.notBootstrapped(this);
    }
  }

  /** Two keys cannot stand beside each other: they share their id, or their bytes. */
  record KeyConflict(RingKey held, RingKey proposed) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.KEY_CONFLICT;
    }

    @Override
    public String detail() {
      return "Held: %s. Proposed: %s. They share their %s."
          .formatted(held, proposed, held.id().equals(proposed.id()) ? "id" : "bytes");
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.keyConflict(this);
    }
  }

  /** A key is named and not brought. */
  record KeyEmpty(DekId id, Purpose purpose) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.KEY_SIZE;
    }

    @Override
    public String detail() {
      return "Proposed: key %s for %s, without bytes.".formatted(id, purpose);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.keyEmpty(this);
    }
  }

  /** A change of the ring registers writers under the keys it brings, and under no other. */
  record ForeignRegistration(List<DekId> brought, Registration registration) implements Refused {

    public ForeignRegistration {
      brought = List.copyOf(brought);
    }

    @Override
    public Sentinel sentinel() {
      return Sentinel.KEY_UNKNOWN;
    }

    @Override
    public String detail() {
      return "Brought: keys %s. Proposed: %s.".formatted(brought, registration);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.foreignRegistration(this);
    }
  }

  /** The registry refuses a writer that comes with the change, and so the whole of it. */
  record RegistrationRefused(RegistrationOutcome.Refused refused) implements Refused {
    @Override
    public Sentinel sentinel() {
      return refused.sentinel();
    }

    @Override
    public String detail() {
      return refused.detail();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.registrationRefused(this);
    }
  }

  /** A key change whose entry can be read, but that nothing here carries out. */
  record KindUnknown(RotationKind kind, DekId id) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.ENTRY_SUBTAG_UNKNOWN;
    }

    @Override
    public String detail() {
      return "Proposed: %s of key %s.".formatted(kind, id);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.kindUnknown(this);
    }
  }

  /** There is no room for another key. */
  record RingFull(KeyRing.Filled held, RingKey proposed) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.KEY_RING_FULL;
    }

    @Override
    public String detail() {
      return "Held: %s. Proposed: %s.".formatted(held, proposed);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ringFull(this);
    }
  }

  /** One answer per outcome; a new outcome stops compiling wherever it is not answered. */
  interface Cases<R> {
    R bootstrapped(Bootstrapped outcome);

    R rotated(Rotated outcome);

    R alreadyBootstrapped(AlreadyBootstrapped outcome);

    R notBootstrapped(NotBootstrapped outcome);

    R keyConflict(KeyConflict outcome);

    R keyEmpty(KeyEmpty outcome);

    R foreignRegistration(ForeignRegistration outcome);

    R registrationRefused(RegistrationRefused outcome);

    R kindUnknown(KindUnknown outcome);

    R ringFull(RingFull outcome);
  }
}
