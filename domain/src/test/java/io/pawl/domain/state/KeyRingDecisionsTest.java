// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.entry.RotationKind;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
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
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyRingDecisionsTest {
  private static final WriterRows NOBODY = key -> Optional.empty();
  private static final CreatedAt THEN = new CreatedAt.Recorded(1_700_000_000_000L);
  private static final NamedKey STORAGE = key(9);
  private static final NamedKey RAFT = key(7);
  private static final RingKey RING_STORAGE = ringKey(STORAGE, Purpose.STORAGE, 12);
  private static final RingKey RING_RAFT = ringKey(RAFT, Purpose.RAFT, 12);
  private static final KeyRing.Filled RING = KeyRing.ofFirst(RING_STORAGE, RING_RAFT);

  @Test
  void a_bootstrap_makes_the_first_pair_and_registers_its_cohort_under_both() {
    List<Registration> cohort = List.of(writer(9, 1), writer(9, 2), writer(7, 1));

    Decision<KeyRingOutcome> decision =
        KeyRingDecisions.bootstrap(KeyRing.EMPTY, NOBODY, bootstrap(STORAGE, RAFT, cohort), 12);

    Bootstrapped outcome = (Bootstrapped) decision.outcome();
    assertThat(outcome.ring()).isEqualTo(RING);
    assertThat(outcome.registrations()).map(RegistrationOutcome::registration).isEqualTo(cohort);
    assertThat(decision.changes())
        .hasSize(4)
        .startsWith(inserted(writer(9, 1)))
        .endsWith(new KeyRingPut(RING));
  }

  @Test
  void a_rotation_makes_its_key_the_active_one_and_registers_the_proposer_under_it() {
    Rotation entry = rotation(Purpose.STORAGE, key(8), writer(8, 1));
    RingKey added = ringKey(key(8), Purpose.STORAGE, 30);

    Decision<KeyRingOutcome> decision = KeyRingDecisions.rotate(RING, NOBODY, entry, 30);

    Rotated outcome = (Rotated) decision.outcome();
    assertThat(outcome.before()).isEqualTo(RING_STORAGE);
    assertThat(outcome.added()).isEqualTo(added);
    assertThat(outcome.ring()).isEqualTo(RING.rotatedTo(added));
    assertThat(outcome.registrations())
        .map(RegistrationOutcome::registration)
        .containsExactly(writer(8, 1));
    assertThat(decision.changes())
        .containsExactly(inserted(writer(8, 1)), new KeyRingPut(RING.rotatedTo(added)));
  }

  @Test
  void a_second_bootstrap_is_refused_naming_what_is_held_and_what_was_proposed() {
    Refused refusal =
        refusedBootstrap(RING, bootstrap(key(1), key(2), List.of()), AlreadyBootstrapped.class);

    assertThat(refusal.sentinel()).isEqualTo(Sentinel.ALREADY_BOOTSTRAPPED);
    assertThat(refusal.detail())
        .isEqualTo(
            "Held: 2 keys, active 9 for storage and 7 for raft. "
                + "Proposed: key 1 for storage and key 2 for raft.");
  }

  @Test
  void a_first_pair_that_shares_an_id_or_bytes_is_refused() {
    NamedKey sameId = new NamedKey(STORAGE.id(), RAFT.wrapped());
    NamedKey sameBytes = new NamedKey(RAFT.id(), STORAGE.wrapped());

    assertThat(
            refusedBootstrap(
                    KeyRing.EMPTY, bootstrap(STORAGE, sameId, List.of()), KeyConflict.class)
                .detail())
        .endsWith("They share their id.");
    Refused refusal =
        refusedBootstrap(
            KeyRing.EMPTY, bootstrap(STORAGE, sameBytes, List.of()), KeyConflict.class);
    assertThat(refusal.detail())
        .isEqualTo(
            "Held: key 9 for STORAGE from index 12. Proposed: key 7 for RAFT from index 12. "
                + "They share their bytes.");
    assertThat(refusal.sentinel()).isEqualTo(Sentinel.KEY_CONFLICT);
  }

  @Test
  void a_first_key_without_bytes_is_refused() {
    NamedKey nothing = new NamedKey(new DekId(5), WrappedDek.NONE);

    Refused storage =
        refusedBootstrap(KeyRing.EMPTY, bootstrap(nothing, RAFT, List.of()), KeyEmpty.class);
    Refused raft =
        refusedBootstrap(KeyRing.EMPTY, bootstrap(STORAGE, nothing, List.of()), KeyEmpty.class);

    assertThat(storage.sentinel()).isEqualTo(Sentinel.KEY_SIZE);
    assertThat(storage.detail()).isEqualTo("Proposed: key 5 for STORAGE, without bytes.");
    assertThat(raft.detail()).isEqualTo("Proposed: key 5 for RAFT, without bytes.");
  }

  @Test
  void a_writer_under_a_key_the_entry_does_not_bring_refuses_all_of_it() {
    Refused cohort =
        refusedBootstrap(
            KeyRing.EMPTY,
            bootstrap(STORAGE, RAFT, List.of(writer(9, 1), writer(8, 1))),
            ForeignRegistration.class);
    Refused proposer =
        refusedRotation(
            RING, rotation(Purpose.RAFT, key(8), writer(9, 1)), ForeignRegistration.class);

    assertThat(cohort.sentinel()).isEqualTo(Sentinel.KEY_UNKNOWN);
    assertThat(cohort.detail()).startsWith("Brought: keys [9, 7]. Proposed: node ");
    assertThat(proposer.detail()).startsWith("Brought: keys [8]. Proposed: node ");
  }

  @Test
  void a_writer_the_registry_refuses_refuses_all_of_it() {
    Registration late = writer(9, 1);
    WriterRow ahead =
        new WriterRow(late.node(), new LocalEpoch(0), new LocalEpoch(5), late.incarnation());

    Decision<KeyRingOutcome> decision =
        KeyRingDecisions.bootstrap(
            KeyRing.EMPTY,
            key -> key.equals(late.key()) ? Optional.of(ahead) : Optional.empty(),
            bootstrap(STORAGE, RAFT, List.of(writer(7, 1), late)),
            12);

    RegistrationRefused refusal = (RegistrationRefused) decision.outcome();
    assertThat(refusal.refused()).isEqualTo(new RegistrationOutcome.RolledBack(late, ahead));
    assertThat(refusal.sentinel()).isEqualTo(Sentinel.EPOCH_ROLLBACK);
    assertThat(refusal.detail()).isEqualTo(refusal.refused().detail());
    assertThat(decision.changes()).isEmpty();
  }

  @Test
  void there_is_nothing_to_rotate_before_the_bootstrap() {
    Refused refusal =
        refusedRotation(
            KeyRing.EMPTY, rotation(Purpose.STORAGE, key(8), writer(8, 1)), NotBootstrapped.class);

    assertThat(refusal.sentinel()).isEqualTo(Sentinel.NOT_BOOTSTRAPPED);
    assertThat(refusal.detail()).isEqualTo("Held: no key. Proposed: key 8 for STORAGE.");
  }

  @Test
  void a_rotation_to_an_id_or_to_bytes_the_ring_has_is_refused() {
    NamedKey otherBytes = new NamedKey(RAFT.id(), key(8).wrapped());
    NamedKey otherId = new NamedKey(new DekId(8), RAFT.wrapped());

    assertThat(
            refusedRotation(
                RING, rotation(Purpose.RAFT, otherBytes, writer(7, 1)), KeyConflict.class))
        .isEqualTo(new KeyConflict(RING_RAFT, ringKey(otherBytes, Purpose.RAFT, 30)));
    assertThat(
            refusedRotation(
                RING, rotation(Purpose.STORAGE, otherId, writer(8, 1)), KeyConflict.class))
        .isEqualTo(new KeyConflict(RING_RAFT, ringKey(otherId, Purpose.STORAGE, 30)));
  }

  @Test
  void other_key_changes_are_not_carried_out() {
    NamedKey named = new NamedKey(STORAGE.id(), WrappedDek.NONE);
    Rotation entry =
        new Rotation(
            THEN, RotationKind.ENABLE_STORAGE_ENVELOPE, Purpose.STORAGE, named, writer(9, 1));

    Refused refusal = refusedRotation(RING, entry, KindUnknown.class);

    assertThat(refusal.sentinel()).isEqualTo(Sentinel.ENTRY_SUBTAG_UNKNOWN);
    assertThat(refusal.detail()).isEqualTo("Proposed: ENABLE_STORAGE_ENVELOPE of key 9.");
  }

  @Test
  void a_full_ring_takes_no_further_key() {
    List<RingKey> keys =
        LongStream.rangeClosed(1, KeyRing.KEYS_MAX)
            .mapToObj(id -> ringKey(key(id), id == 1 ? Purpose.RAFT : Purpose.STORAGE, id))
            .toList();
    KeyRing.Filled full = new KeyRing.Filled(new DekId(2), new DekId(1), keys);

    Refused refusal =
        refusedRotation(full, rotation(Purpose.RAFT, key(5000), writer(5000, 1)), RingFull.class);

    assertThat(refusal.sentinel()).isEqualTo(Sentinel.KEY_RING_FULL);
    assertThat(refusal.detail()).startsWith("Held: 4096 keys").contains("Proposed: key 5000");
  }

  private static Refused refusedBootstrap(
      KeyRing ring, Bootstrap entry, Class<? extends Refused> as) {
    return refused(KeyRingDecisions.bootstrap(ring, NOBODY, entry, 12), as);
  }

  private static Refused refusedRotation(
      KeyRing ring, Rotation entry, Class<? extends Refused> as) {
    return refused(KeyRingDecisions.rotate(ring, NOBODY, entry, 30), as);
  }

  private static Refused refused(Decision<KeyRingOutcome> decision, Class<? extends Refused> as) {
    assertThat(decision.outcome()).isInstanceOf(as);
    assertThat(decision.changes()).isEmpty();
    return (Refused) decision.outcome();
  }

  private static Change inserted(Registration registration) {
    return new RowPut(
        new StoredRow(
            registration.key(),
            new WriterRow(
                registration.node(),
                registration.epoch(),
                registration.epoch(),
                registration.incarnation())));
  }

  private static Bootstrap bootstrap(NamedKey storage, NamedKey raft, List<Registration> cohort) {
    return new Bootstrap(THEN, storage, raft, cohort);
  }

  private static Rotation rotation(Purpose purpose, NamedKey key, Registration proposer) {
    return new Rotation(THEN, RotationKind.ROTATE, purpose, key, proposer);
  }

  private static Registration writer(long dek, long node) {
    return new Registration(
        new DekId(dek), new NodeId(node), new LocalEpoch(0), new Incarnation.Drawn(1, node));
  }

  private static NamedKey key(long id) {
    return new NamedKey(new DekId(id), new WrappedDek(Bytes.ofHex("%016x".formatted(id))));
  }

  private static RingKey ringKey(NamedKey key, Purpose purpose, long index) {
    return new RingKey(key.id(), purpose, key.wrapped(), THEN, index);
  }
}
