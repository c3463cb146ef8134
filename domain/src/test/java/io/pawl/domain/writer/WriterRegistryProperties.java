// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.RegistrationOutcome.Refused;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.RegistrationOutcome.SlotTaken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;

/** What nonces rest on, in one line each. */
@Domain(EncryptionDomain.class)
class WriterRegistryProperties {
  private static final DekId DEK = new DekId(7);

  @Property
  void replaying_an_accepted_registration_leaves_the_row_byte_identical(
      @ForAll WriterRow held, @ForAll LocalEpoch epoch, @ForAll Incarnation incarnation) {
    Registration registration = ofOwner(held, epoch, incarnation);
    Assume.that(decide(held, registration) instanceof Accepted);
    WriterRow row = ((Accepted) decide(held, registration)).row();

    RegistrationOutcome again = decide(row, registration);

    assertThat(again).isEqualTo(new Replayed(registration, row));
    assertThat(StoredRowCodec.encodeValue(((Replayed) again).row()))
        .isEqualTo(StoredRowCodec.encodeValue(row));
  }

  @Property
  void another_node_finds_the_slot_taken_whatever_the_epochs(
      @ForAll WriterRow held,
      @ForAll @IntRange(min = 1, max = 0xffff) int difference,
      @ForAll LocalEpoch epoch,
      @ForAll Incarnation incarnation) {
    NodeId slotMate = new NodeId(held.owner().bits() ^ (long) difference << 16);
    Registration registration = new Registration(DEK, slotMate, epoch, incarnation);

    assertThat(decide(held, registration)).isEqualTo(new SlotTaken(registration, held));
  }

  @Property
  void a_row_never_changes_its_owner_or_its_first_epoch(
      @ForAll WriterRow held, @ForAll LocalEpoch epoch, @ForAll Incarnation incarnation) {
    if (decide(held, ofOwner(held, epoch, incarnation)) instanceof Accepted accepted) {
      assertThat(accepted.row().owner()).isEqualTo(held.owner());
      assertThat(accepted.row().firstSeen()).isEqualTo(held.firstSeen());
    }
  }

  @Property
  void the_epochs_of_a_row_only_grow(
      @ForAll WriterRow held, @ForAll LocalEpoch epoch, @ForAll Incarnation incarnation) {
    if (decide(held, ofOwner(held, epoch, incarnation)) instanceof Accepted accepted) {
      assertThat(accepted.row().lastSeen())
          .isEqualTo(epoch)
          .isGreaterThanOrEqualTo(held.lastSeen());
    }
  }

  @Property
  void the_owner_is_accepted_exactly_when_it_goes_ahead_or_repeats_itself(
      @ForAll WriterRow held, @ForAll LocalEpoch epoch, @ForAll Incarnation incarnation) {
    boolean ahead = epoch.value() > held.lastSeen().value();
    boolean repeats = epoch.equals(held.lastSeen()) && incarnation.equals(held.incarnation());

    assertThat(decide(held, ofOwner(held, epoch, incarnation)) instanceof Accepted)
        .isEqualTo(ahead || repeats);
  }

  @Property
  void an_epoch_is_accepted_for_one_incarnation_only(@ForAll List<Registration> registrations) {
    Map<WriterKey, WriterRow> rows = new HashMap<>();
    Map<List<Object>, List<Object>> holders = new HashMap<>();
    for (Registration registration : registrations) {
      RegistrationOutcome outcome =
          WriterRegistry.decide(key -> Optional.ofNullable(rows.get(key)), registration);
      if (outcome instanceof Accepted accepted) {
        rows.put(registration.key(), accepted.row());
        List<Object> holder = List.of(registration.node(), registration.incarnation());
        assertThat(holders.putIfAbsent(epochAt(registration), holder)).isIn(null, holder);
      }
    }
  }

  @Property
  void a_refusal_carries_both_sides_as_they_are(
      @ForAll WriterRow held, @ForAll Registration registration) {
    if (decide(held, registration) instanceof Refused refusal) {
      assertThat(refusal.held()).isEqualTo(held);
      assertThat(refusal.registration()).isEqualTo(registration);
      assertThat(refusal.detail()).contains(held.toString(), registration.toString());
    }
  }

  private static List<Object> epochAt(Registration registration) {
    return List.of(registration.key(), registration.epoch());
  }

  private static Registration ofOwner(WriterRow held, LocalEpoch epoch, Incarnation incarnation) {
    return new Registration(DEK, held.owner(), epoch, incarnation);
  }

  private static RegistrationOutcome decide(WriterRow held, Registration registration) {
    return WriterRegistry.decide(key -> Optional.of(held), registration);
  }
}
