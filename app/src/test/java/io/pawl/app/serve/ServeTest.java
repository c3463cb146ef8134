// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.Registrations;
import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do to nodes, done to real processes. */
final class ServeTest {
  @TempDir Path home;

  @Test
  void a_node_says_where_it_serves_stops_when_it_is_told_to_and_comes_back_with_its_rows() {
    try (ServeCluster cluster = ServeCluster.started(home);
        RemoteRegistry registry = cluster.connect()) {
      register(registry, 0, 10);
      assertThat(cluster.process("n1").awaitUp())
          .matches("n1 serves 1 group on 127\\.0\\.0\\.1:\\d+, http 127\\.0\\.0\\.1:\\d+");
      assertThat(cluster.process("n1").get("/metrics").body())
          .contains("pawl_registrations_total{group=\"0\",outcome=\"inserted\"}")
          .contains("pawl_ratis_");
      assertThat(ServeCluster.NAMES).allSatisfy(name -> silent(cluster, name));

      assertThat(cluster.terminate("n1")).isEqualTo(ServeProcess.SIGTERM_EXIT);
      register(registry, 10, 20);
      cluster.start("n1");

      requireSameRows(cluster, 20);
    }
  }

  private static void silent(ServeCluster cluster, String name) {
    assertThat(cluster.process(name).errors()).isEmpty();
  }

  @Test
  void a_wiped_node_rejoins_from_a_snapshot() {
    try (ServeCluster cluster = ServeCluster.started(home);
        RemoteRegistry registry = cluster.connect()) {
      String wiped = ServeCluster.awaitFollower(registry);
      register(registry, 0, 10);
      cluster.terminate(wiped);
      Folders.delete(cluster.folder(wiped));
      register(registry, 10, 20);
      snapshots(registry, wiped);

      cluster.start(wiped);
      register(registry, 20, 30);

      requireSameRows(cluster, 30);
    }
  }

  @Test
  void a_follower_that_was_down_while_the_log_was_cut_and_the_leader_changed_catches_up() {
    try (ServeCluster cluster = ServeCluster.started(home);
        RemoteRegistry registry = cluster.connect()) {
      String down = ServeCluster.awaitFollower(registry);
      register(registry, 0, 10);
      cluster.terminate(down);
      register(registry, 10, 20);
      snapshots(registry, down);
      String leader = ServeCluster.awaitLeader(registry);
      cluster.terminate(leader);

      cluster.begin(down);
      cluster.start(leader);
      register(registry, 20, 30);
      cluster.process(down).awaitReady();

      requireSameRows(cluster, 30);
    }
  }

  @Test
  void a_node_is_moved_to_another_engine_while_the_others_serve() {
    try (ServeCluster cluster = ServeCluster.started(home);
        RemoteRegistry registry = cluster.connect()) {
      String moved = ServeCluster.awaitFollower(registry);
      register(registry, 0, 10);
      registry.snapshot(new NodeName(moved));
      register(registry, 10, 20);

      cluster.terminate(moved);
      Folders.delete(cluster.store(moved));
      register(registry, 20, 30);
      cluster.start(moved, "mvstore");

      requireSameRows(cluster, 30);
    }
  }

  @Test
  void a_replica_that_cannot_apply_an_entry_ends_its_process_with_one_line() {
    try (ServeCluster cluster = ServeCluster.started(home);
        RemoteRegistry registry = cluster.connect()) {
      String altered = ServeCluster.awaitFollower(registry);
      register(registry, 0, 10);
      cluster.terminate(altered);
      StoredRows.occupy(cluster.store(altered), registration("w11"));
      register(registry, 10, 12);

      ServeProcess process = cluster.begin(altered);

      assertThat(process.awaitExit()).isEqualTo(ExitClass.HALTED.code());
      assertThat(process.lastWord())
          .startsWith("ENCRYPTION_APPLY: ")
          .contains("SLOT_TAKEN", "Give one of the two nodes another name");
      assertThat(cluster.begin(altered).awaitExit())
          .as("at the same entry again")
          .isEqualTo(ExitClass.HALTED.code());
      register(registry, 12, 20);
    }
  }

  private static Registration registration(String name) {
    return Registrations.of(1, name, 0, name.hashCode());
  }

  /** One by one: each is an entry of its own. */
  private static void register(RemoteRegistry registry, int from, int to) {
    IntStream.range(from, to)
        .mapToObj(n -> registration("w" + n))
        .forEach(
            registration ->
                assertThat(registry.register(List.of(registration)).get(0))
                    .isInstanceOf(Fate.Accepted.class));
  }

  private static void snapshots(RemoteRegistry registry, String missing) {
    ServeCluster.NAMES.stream()
        .filter(name -> !name.equals(missing))
        .forEach(name -> registry.snapshot(new NodeName(name)));
  }

  private static void requireSameRows(ServeCluster cluster, int count) {
    cluster.awaitCaughtUp();
    List<List<StoredRow>> rows = cluster.stopAndReadRows();
    assertThat(rows).hasSize(ServeCluster.NAMES.size());
    assertThat(rows.get(0)).hasSize(count);
    assertThat(rows).allSatisfy(each -> assertThat(each).isEqualTo(rows.get(0)));
  }
}
