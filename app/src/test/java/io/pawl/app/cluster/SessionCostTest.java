// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.kek.KekSource;
import io.pawl.app.session.SessionOutcome;
import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.ConnectedVault;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.app.wiring.VaultSettings;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.KeyFate;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session costs a cluster; what it costs the disk is counted beside the sidecar. */
final class SessionCostTest {
  private static final byte[] TEXT = "text".getBytes(UTF_8);

  @TempDir private Path home;

  @Test
  void a_session_is_one_read_from_the_leader_and_one_entry_of_the_log() {
    AppliedEntries applied = new AppliedEntries();
    try (InProcess cluster = InProcess.in(home).encrypted(1).observing(applied::of);
        CountedRegistry registry = new CountedRegistry(cluster.connect())) {
      InProcess.NAMES.forEach(cluster::start);
      cluster.awaitLeader();
      assertThat(registry.bootstrap()).isInstanceOf(KeyFate.Accepted.class);
      try (ConnectedVault connected = ConnectedVault.over(registry, writing(cluster))) {
        connected.vault().refresh();
        cluster.awaitSamePosition();
        registry.newCalls();
        int before = applied.positions().size();

        assertThat(connected.vault().session()).isInstanceOf(SessionOutcome.Opened.class);

        cluster.awaitSamePosition();
        assertThat(registry.newCalls()).containsExactly("row", "register");
        assertThat(applied.positions()).hasSize(before + 1);

        seal(connected);
        seal(connected);

        assertThat(registry.newCalls()).isEmpty();
        assertThat(applied.positions()).hasSize(before + 1);
      }
    }
  }

  /** It does not know the keys yet: that is one question more, and no entry. */
  @Test
  void the_first_session_of_a_process_asks_for_the_keys_before() {
    AppliedEntries applied = new AppliedEntries();
    try (InProcess cluster = InProcess.in(home).encrypted(1).observing(applied::of);
        CountedRegistry registry = new CountedRegistry(cluster.connect())) {
      InProcess.NAMES.forEach(cluster::start);
      cluster.awaitLeader();
      assertThat(registry.bootstrap()).isInstanceOf(KeyFate.Accepted.class);
      cluster.awaitSamePosition();
      registry.newCalls();
      int before = applied.positions().size();
      try (ConnectedVault connected = ConnectedVault.over(registry, writing(cluster))) {
        seal(connected);
      }

      cluster.awaitSamePosition();
      assertThat(registry.newCalls()).containsExactly("keys", "row", "register");
      assertThat(applied.positions()).hasSize(before + 1);
    }
  }

  private VaultSettings writing(InProcess cluster) {
    return new VaultSettings(
        new Cluster(NodeSettings.DEFAULT_CLUSTER, cluster.memberList(), 0, Duration.ofSeconds(30)),
        new NodeName("writer"),
        new KekSource.InFile(KekFiles.make(home.resolve("kek1"), 1)),
        home.resolve("writer"));
  }

  private static void seal(ConnectedVault connected) {
    byte[] envelope =
        connected
            .vault()
            .seal(
                TEXT,
                TEXT,
                refusal -> {
                  throw new AssertionError(refusal);
                });
    assertThat(envelope).isNotEmpty();
  }
}
