// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Registration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LogEntryTest {
  private static final Registration V1 = EntryHex.WRITER_V1;
  private static final Registration V2 = EntryHex.WRITER_V2;
  private static final CreatedAt TIME = EntryHex.CREATED_AT;
  private static final WrappedDek WRAPPED = new WrappedDek(Bytes.ofHex("deadbeef"));
  private static final NamedKey KEY = new NamedKey(new DekId(7), WRAPPED);

  @Test
  void its_version_is_the_one_that_holds_what_it_knows() {
    assertThat(new WriterRegistration(V1).version()).isEqualTo(EntryVersion.V1);
    assertThat(new WriterRegistration(V2).version()).isEqualTo(EntryVersion.V2);
    assertThat(new WriterRegistrations(List.of(V2)).version()).isEqualTo(EntryVersion.V2);
    assertThat(bootstrap(CreatedAt.UNRECORDED, List.of(V1)).version()).isEqualTo(EntryVersion.V1);
    assertThat(bootstrap(TIME, List.of()).version()).isEqualTo(EntryVersion.V2);
    assertThat(rotation(CreatedAt.UNRECORDED, V1).version()).isEqualTo(EntryVersion.V1);
    assertThat(rotation(TIME, V2).version()).isEqualTo(EntryVersion.V2);
  }

  @Test
  void many_registrations_are_1_to_4096() {
    assertThat(new WriterRegistrations(Collections.nCopies(4096, V2)).registrations())
        .hasSize(4096);
    assertRefused(
        () -> new WriterRegistrations(List.of()), "Many registrations are 1 to 4096, not 0.");
    assertRefused(
        () -> new WriterRegistrations(Collections.nCopies(4097, V2)),
        "Many registrations are 1 to 4096, not 4097.");
  }

  @Test
  void many_registrations_all_have_an_incarnation() {
    assertRefused(
        () -> new WriterRegistrations(List.of(V2, V1)),
        "Many registrations all have an incarnation.");
  }

  @Test
  void a_cohort_has_at_most_16384_writers() {
    assertThat(bootstrap(TIME, Collections.nCopies(16_384, V2)).cohort()).hasSize(16_384);
    assertRefused(
        () -> bootstrap(TIME, Collections.nCopies(16_385, V2)),
        "A cohort has at most 16384 writers, not 16385.");
  }

  @Test
  void time_and_incarnations_come_together_or_not_at_all() {
    String message = "Time and incarnations come together or not at all.";
    assertRefused(() -> bootstrap(TIME, List.of(V2, V1)), message);
    assertRefused(() -> bootstrap(CreatedAt.UNRECORDED, List.of(V1, V2)), message);
    assertRefused(() -> rotation(TIME, V1), message);
    assertRefused(() -> rotation(CreatedAt.UNRECORDED, V2), message);
  }

  @Test
  void a_rotation_fits_its_kind() {
    assertRefused(
        () -> new Rotation(TIME, RotationKind.ENABLE_RAFT_ENVELOPE, Purpose.RAFT, KEY, V2),
        "A change ENABLE_RAFT_ENVELOPE does not fit purpose and key.");
  }

  @Test
  void its_writers_are_fixed_when_it_is_made() {
    List<Registration> writers = new ArrayList<>(List.of(V2));
    WriterRegistrations many = new WriterRegistrations(writers);
    Bootstrap bootstrap = bootstrap(TIME, writers);

    writers.clear();

    assertThat(many.registrations()).containsExactly(V2).isUnmodifiable();
    assertThat(bootstrap.cohort()).containsExactly(V2).isUnmodifiable();
  }

  @Test
  void it_does_not_print_wrapped_keys() {
    assertThat(bootstrap(TIME, List.of(V2)).toString())
        .contains("Bytes[4]")
        .doesNotContainIgnoringCase("deadbeef");
    assertThat(rotation(TIME, V2).toString())
        .contains("Bytes[4]")
        .doesNotContainIgnoringCase("deadbeef");
  }

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
  }

  private static Bootstrap bootstrap(CreatedAt createdAt, List<Registration> cohort) {
    return new Bootstrap(createdAt, KEY, KEY, cohort);
  }

  private static Rotation rotation(CreatedAt createdAt, Registration proposer) {
    return new Rotation(createdAt, RotationKind.ROTATE, Purpose.STORAGE, KEY, proposer);
  }
}
