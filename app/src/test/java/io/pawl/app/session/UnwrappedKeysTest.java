// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.sidecar.InMemorySidecar;
import io.pawl.app.usecase.DrawnIncarnations;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.fake.InMemoryKek;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which keys of a cluster a program has in its memory, and until when. */
final class UnwrappedKeysTest {
  private static final DekId FIRST_STORAGE_KEY = new DekId(1);
  private static final DekId SECOND_STORAGE_KEY = new DekId(3);

  private static final NodeName NAME = new NodeName("backup-1");

  private final Sidecar sidecar = new InMemorySidecar(NAME);
  private final InMemoryKek kek = new InMemoryKek(7);
  private final InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
  private final UnwrappedKeys keys =
      new UnwrappedKeys(registry.keys().cluster(), registry, kek, sidecar);

  @BeforeEach
  void the_cluster_has_keys() {
    registry.bootstrap();
  }

  @Test
  void what_values_are_not_sealed_under_stays_wrapped_and_need_not_be_of_this_kek() {
    assertThat(keys.refresh()).contains(FIRST_STORAGE_KEY);
    registry.rotate(Purpose.STORAGE);
    registry.wrappingWith(new InMemoryKek(8)).rotate(Purpose.RAFT);

    assertThat(keys.refresh()).contains(SECOND_STORAGE_KEY);
    assertThat(keys.keystore().ids()).containsExactly(FIRST_STORAGE_KEY, SECOND_STORAGE_KEY);
  }

  @Test
  void once_it_is_closed_no_key_is_taken_in_again() {
    keys.refresh();
    keys.close();

    assertThatThrownBy(keys::refresh).isInstanceOf(IllegalStateException.class);
    assertThat(keys.keystore().ids()).isEmpty();
  }

  @Test
  void a_session_under_a_key_that_is_gone_is_none_and_costs_no_epoch() {
    keys.refresh();
    keys.close();
    OpeningSessions opening =
        new OpeningSessions(
            registry,
            sidecar,
            NodeId.of(NAME),
            new OneLoad(registry.keys().cluster(), DrawnIncarnations.secure()));

    assertThatThrownBy(() -> opening.open(FIRST_STORAGE_KEY, keys.keystore(), () -> false))
        .isInstanceOf(IllegalStateException.class);
    assertThat(registry.calls()).isEmpty();
    assertThat(sidecar.lastSpent(FIRST_STORAGE_KEY)).isEmpty();
  }
}
