// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static io.pawl.app.sidecar.Samples.NEIGHBOUR;
import static io.pawl.app.sidecar.Samples.NODE;
import static io.pawl.app.sidecar.Samples.RAFT;
import static io.pawl.app.sidecar.Samples.RING;
import static io.pawl.app.sidecar.Samples.ROTATED;
import static io.pawl.app.sidecar.Samples.STORAGE;
import static io.pawl.app.sidecar.Samples.epoch;
import static io.pawl.app.sidecar.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.ports.driven.Adoption;
import io.pawl.ports.driven.Sidecar;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every sidecar promises, in numbered rules. */
interface SidecarContract {
  /** The sidecar of {@link Samples#NODE} there. */
  Sidecar open(Path home);

  /** Whether it is still there after its process. */
  boolean isKept();

  @Test
  default void sc1_nothing_is_spent_at_first(@TempDir Path home) {
    try (Sidecar sidecar = open(home)) {
      assertThat(sidecar.lastSpent(STORAGE)).isEmpty();
      assertThat(sidecar.appliedIndex()).isZero();
    }
  }

  @Test
  default void sc2_the_last_epoch_spent_is_remembered_for_each_key(@TempDir Path home) {
    try (Sidecar sidecar = open(home)) {
      sidecar.spend(STORAGE, epoch(0));
      sidecar.spend(STORAGE, epoch(3));
      sidecar.spend(RAFT, epoch(1));

      assertThat(sidecar.lastSpent(STORAGE)).contains(epoch(3));
      assertThat(sidecar.lastSpent(RAFT)).contains(epoch(1));
    }
  }

  @Test
  default void sc3_an_epoch_is_not_spent_twice_and_none_before_it(@TempDir Path home) {
    try (Sidecar sidecar = open(home)) {
      sidecar.spend(STORAGE, epoch(3));

      for (int spent : new int[] {0, 2, 3}) {
        assertThatThrownBy(() -> sidecar.spend(STORAGE, epoch(spent)))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(sidecar.lastSpent(STORAGE)).contains(epoch(3));
    }
  }

  @Test
  default void sc4_adopting_raises_epochs_to_what_the_registry_saw_of_this_node_and_lowers_none(
      @TempDir Path home) {
    try (Sidecar sidecar = open(home)) {
      sidecar.spend(STORAGE, epoch(3));
      sidecar.spend(RAFT, epoch(3));

      sidecar.adopt(RING, 1, List.of(row(NODE, STORAGE, 9), row(NODE, RAFT, 2)));
      sidecar.adopt(RING, 2, List.of(row(NEIGHBOUR, STORAGE, 11)));

      assertThat(sidecar.lastSpent(STORAGE)).contains(epoch(9));
      assertThat(sidecar.lastSpent(RAFT)).contains(epoch(3));
    }
  }

  @Test
  default void sc5_adopting_tells_how_it_stood(@TempDir Path home) {
    try (Sidecar sidecar = open(home)) {
      assertThat(sidecar.adopt(KeyRing.EMPTY, 0, List.of())).isEqualTo(Adoption.REBUILT);
      assertThat(sidecar.adopt(KeyRing.EMPTY, 0, List.of())).isEqualTo(Adoption.AGREED);
      assertThat(sidecar.adopt(RING, 4, List.of())).isEqualTo(Adoption.REFRESHED);
      assertThat(sidecar.adopt(RING, 6, List.of())).isEqualTo(Adoption.AGREED);
      assertThat(sidecar.adopt(ROTATED, 7, List.of())).isEqualTo(Adoption.REFRESHED);
      assertThat(sidecar.adopt(ROTATED, 7, List.of(row(NODE, RAFT, 0))))
          .isEqualTo(Adoption.REFRESHED);
      assertThat(sidecar.adopt(RING, 6, List.of())).isEqualTo(Adoption.AHEAD);
    }
  }

  @Test
  default void sc6_an_earlier_state_of_the_store_takes_nothing_back(@TempDir Path home) {
    try (Sidecar sidecar = open(home)) {
      sidecar.adopt(ROTATED, 7, List.of(row(NODE, STORAGE, 4)));

      sidecar.adopt(RING, 6, List.of(row(NODE, STORAGE, 3)));

      assertThat(sidecar.appliedIndex()).isEqualTo(7);
      assertThat(sidecar.lastSpent(STORAGE)).contains(epoch(4));
      assertThat(sidecar.adopt(ROTATED, 7, List.of())).isEqualTo(Adoption.AGREED);
    }
  }

  @Test
  default void sc7_a_store_with_other_keys_is_believed_and_the_keys_it_lacks_are_told(
      @TempDir Path home) {
    KeyRing other =
        Samples.RING.rotatedTo(Samples.key(new DekId(10), RING.keys().get(1).purpose(), 2));
    try (Sidecar sidecar = open(home)) {
      sidecar.spend(STORAGE, epoch(3));
      sidecar.adopt(ROTATED, 7, List.of());

      assertThat(sidecar.adopt(other, 2, List.of())).isEqualTo(Adoption.REPLACED);

      assertThat(sidecar.appliedIndex()).isEqualTo(2);
      assertThat(sidecar.adopt(other, 2, List.of())).isEqualTo(Adoption.AGREED);
      assertThat(sidecar.lastSpent(STORAGE)).contains(epoch(3));
    }
  }

  @Test
  default void sc8_threads_lose_nothing_of_each_other(@TempDir Path home) {
    List<DekId> deks = IntStream.rangeClosed(1, 40).mapToObj(DekId::new).toList();
    try (Sidecar sidecar = open(home)) {
      deks.parallelStream().forEach(dek -> sidecar.spend(dek, epoch((int) dek.value())));

      assertThat(deks)
          .allSatisfy(dek -> assertThat(sidecar.lastSpent(dek)).contains(epoch((int) dek.value())));
    }
  }

  @Test
  default void sc9_a_closed_one_does_nothing_more(@TempDir Path home) {
    Sidecar sidecar = open(home);
    sidecar.close();
    sidecar.close();

    assertThatThrownBy(() -> sidecar.lastSpent(STORAGE)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sidecar.spend(STORAGE, epoch(0)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sidecar.adopt(KeyRing.EMPTY, 0, List.of()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(sidecar::appliedIndex).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void sc10_what_is_kept_is_found_by_the_next_opener(@TempDir Path home) {
    try (Sidecar sidecar = open(home)) {
      sidecar.spend(STORAGE, epoch(3));
      sidecar.adopt(ROTATED, 7, List.of(row(NODE, RAFT, 4)));
      sidecar.spend(RAFT, epoch(5));
    }
    try (Sidecar reopened = open(home)) {
      assertThat(reopened.lastSpent(STORAGE).isPresent()).isEqualTo(isKept());
      assertThat(reopened.adopt(ROTATED, 7, List.of()))
          .isEqualTo(isKept() ? Adoption.AGREED : Adoption.REBUILT);
      assertThat(reopened.lastSpent(STORAGE)).isEqualTo(kept(3));
      assertThat(reopened.lastSpent(RAFT)).isEqualTo(kept(5));
    }
  }

  private Optional<LocalEpoch> kept(int epoch) {
    return isKept() ? Optional.of(epoch(epoch)) : Optional.empty();
  }
}
