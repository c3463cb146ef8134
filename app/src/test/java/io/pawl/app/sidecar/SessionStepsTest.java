// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.session.OneLoad;
import io.pawl.app.session.SessionOutcome;
import io.pawl.app.session.Vault;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.fake.InMemoryKek;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session costs the disk of whoever opens it. */
final class SessionStepsTest {
  private static final NodeName NAME = new NodeName("backup-1");
  private static final byte[] TEXT = "text".getBytes(UTF_8);

  @TempDir private Path scratch;

  private final Kek kek = new InMemoryKek(7);
  private final InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
  private final CountedSteps steps = new CountedSteps();

  /** The second sync is not of content: without it the file could lose its name again. */
  @Test
  void a_session_syncs_the_sidecar_once_and_its_name_once() {
    registry.bootstrap();
    try (FileSidecar sidecar = open();
        Vault vault = vault(sidecar)) {
      vault.refresh();
      steps.newSteps();

      assertThat(vault.session()).isInstanceOf(SessionOutcome.Opened.class);

      assertThat(steps.newSteps())
          .containsExactly("create", "write", "sync", "rename", "syncFolder");
    }
  }

  @Test
  void values_of_an_open_session_cost_no_step() {
    registry.bootstrap();
    try (FileSidecar sidecar = open();
        Vault vault = vault(sidecar)) {
      vault.session();
      steps.newSteps();

      assertThat(vault.seal(TEXT, TEXT, refusal -> new byte[0])).isNotEmpty();

      assertThat(steps.newSteps()).isEmpty();
    }
  }

  /** It knows the keys from before. */
  @Test
  void the_first_session_of_a_later_process_costs_no_more() {
    registry.bootstrap();
    try (FileSidecar sidecar = open();
        Vault vault = vault(sidecar)) {
      vault.session();
    }
    try (FileSidecar sidecar = open();
        Vault vault = vault(sidecar)) {
      steps.newSteps();

      assertThat(vault.session()).isInstanceOf(SessionOutcome.Opened.class);

      assertThat(steps.newSteps())
          .containsExactly("create", "write", "sync", "rename", "syncFolder");
    }
  }

  private FileSidecar open() {
    SidecarOwner owner = new SidecarOwner(InMemoryRegistry.CLUSTER, NAME);
    return FileSidecar.open(scratch.resolve("data"), Samples.codec(owner), steps);
  }

  private Vault vault(FileSidecar sidecar) {
    return Vault.of(
        new Vault.Parts(NAME, registry, kek, sidecar, () -> () -> false),
        new OneLoad(
            InMemoryRegistry.CLUSTER,
            () -> new Incarnation.Drawn(1, registry.calls().size() + 1L)));
  }
}
