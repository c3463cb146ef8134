// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import io.pawl.domain.fault.Sentinel;

/**
 * What the registry answers to a {@link Registration}. An acceptance names the row that stands
 * afterwards; a refusal carries both sides, the row that is held and the registration that was
 * proposed.
 */
public sealed interface RegistrationOutcome {

  Registration registration();

  <R> R match(Cases<R> cases);

  /** The writer may use the epoch it asked for. */
  sealed interface Accepted extends RegistrationOutcome {
    /** The row that stands after this answer. */
    WriterRow row();
  }

  /** The writer may not use the epoch; using it could repeat a nonce. */
  sealed interface Refused extends RegistrationOutcome {
    /** The row that stands in the way, unchanged. */
    WriterRow held();

    Sentinel sentinel();

    /** Both sides in one sentence, for people. */
    default String detail() {
      return "Held: %s. Proposed: %s.".formatted(held(), registration());
    }
  }

  /** The first registration at this key and slot. */
  record Inserted(Registration registration, WriterRow row) implements Accepted {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.inserted(this);
    }
  }

  /** A higher epoch of the slot's owner; {@code before} is the row it replaces. */
  record Advanced(Registration registration, WriterRow before, WriterRow row) implements Accepted {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.advanced(this);
    }
  }

  /** The same load asks again; nothing changes. */
  record Replayed(Registration registration, WriterRow row) implements Accepted {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.replayed(this);
    }
  }

  /** The slot belongs to another node. */
  record SlotTaken(Registration registration, WriterRow held) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.SLOT_TAKEN;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.slotTaken(this);
    }
  }

  /** Another load of the same node holds this epoch: a restored disk or a cloned machine. */
  record Cloned(Registration registration, WriterRow held) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.WRITER_CLONED;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cloned(this);
    }
  }

  /** The epoch is behind one that was registered before. */
  record RolledBack(Registration registration, WriterRow held) implements Refused {
    @Override
    public Sentinel sentinel() {
      return Sentinel.EPOCH_ROLLBACK;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rolledBack(this);
    }
  }

  /** One answer per outcome; a new outcome stops compiling wherever it is not answered. */
  interface Cases<R> {
    R inserted(Inserted outcome);

    R advanced(Advanced outcome);

    R replayed(Replayed outcome);

    R slotTaken(SlotTaken outcome);

    R cloned(Cloned outcome);

    R rolledBack(RolledBack outcome);
  }
}
