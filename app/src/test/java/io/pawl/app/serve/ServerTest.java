// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.cluster.Await;
import io.pawl.app.cluster.OwnPorts;
import io.pawl.app.cluster.Registrations;
import io.pawl.app.health.Meters;
import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driving.ReplicaHalted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node of this process, as its probes and metrics show it. */
final class ServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path home;

  private final List<Member> members = OwnPorts.members(ServeCluster.NAMES);

  @Test
  void it_is_alive_at_once_and_ready_when_there_is_a_leader() {
    try (Server server = Server.start(settings(2), ANY_PORT, halted -> {})) {
      assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(server, "/readyz").body()).isEqualTo("group 0: no leader is known\n");

      try (Node other = Node.start(settings(1), halted -> {})) {
        assertThat(other.isAlive(0)).isTrue();
        Await.until("ready", () -> get(server, "/readyz").statusCode() == 200);
        assertThat(get(server, "/readyz").body()).isEqualTo("ready\n");
      }
    }
  }

  @Test
  void metrics_show_what_was_registered_and_refused_and_where_the_node_stands() {
    try (Server server = Server.start(settings(0), ANY_PORT, halted -> {});
        Node second = Node.start(settings(1), halted -> {});
        Node third = Node.start(settings(2), halted -> {});
        RemoteRegistry registry = connect()) {
      register(registry, Registrations.of(1, "a", 5, 1));
      register(registry, Registrations.of(1, "a", 6, 2));

      assertThat(second.halted()).isEqualTo(third.halted()).isEmpty();
      Await.until(
          "both are applied",
          () -> metrics(server).contains("pawl_apply_seconds_count{group=\"0\"} 2"));
      assertThat(metrics(server))
          .contains("pawl_registrations_total{group=\"0\",outcome=\"inserted\"} 1.0")
          .contains("pawl_registrations_total{group=\"0\",outcome=\"advanced\"} 1.0")
          .contains("pawl_group_alive{group=\"0\"} 1.0")
          .containsPattern("pawl_applied_index\\{group=\"0\"} [1-9]")
          .containsPattern("pawl_committed_index\\{group=\"0\"} [1-9]")
          .containsPattern("pawl_leader\\{group=\"0\"} [01]")
          .contains("pawl_snapshot_age_seconds{group=\"0\"} NaN")
          .contains("pawl_ratis_log_worker_");
    }
  }

  @Test
  void the_probes_are_red_before_anybody_hears_of_a_halt() {
    try (Node first = Node.start(settings(0), halted -> {});
        Node second = Node.start(settings(1), halted -> {});
        RemoteRegistry registry = connect()) {
      Server.start(settings(2), null, halted -> {}).close();
      register(registry, Registrations.of(1, "a", 0, 1));
      occupy("c");
      register(registry, Registrations.of(1, "b", 0, 2));
      register(registry, Registrations.of(1, "c", 0, 3));
      assertThat(first.isAlive(0)).isEqualTo(second.isAlive(0)).isTrue();

      CompletableFuture<ReplicaHalted> told = new CompletableFuture<>();
      try (Server server = Server.start(settings(2), ANY_PORT, told::complete)) {
        ReplicaHalted halted = told.join();

        assertThat(halted.reason()).isEqualTo(Sentinel.SLOT_TAKEN);
        assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
        assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
        assertThat(get(server, "/readyz").body()).startsWith("ENCRYPTION_APPLY: ");
        assertThat(metrics(server)).contains("pawl_halts_total{sentinel=\"SLOT_TAKEN\"} 1.0");
      }
    }
  }

  @Test
  void without_its_address_nothing_of_it_is_left_running() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(members.get(0).port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();

      assertThatThrownBy(() -> Server.start(settings(0), ANY_PORT, halted -> {}))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> assertThat(fault.sentinel()).isEqualTo(Sentinel.ADDRESS_UNAVAILABLE));
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .noneMatch(name -> name.startsWith("pawl-http"));
    }
  }

  @Test
  void a_node_with_keys_that_has_just_stopped_can_still_be_looked_at() {
    try (Meters meters = new Meters()) {
      NodeSettings encrypted = KeyedNode.in(home, "n1", "rocksdb").settings();
      Node node = Node.start(encrypted, halted -> {}, meters::observe);
      assertThat(meters.scrape(node)).contains("pawl_sidecar_index{group=\"0\"} 0.0");

      node.close();

      assertThat(meters.scrape(node))
          .contains("pawl_group_alive{group=\"0\"} 0.0")
          .doesNotContain("pawl_sidecar_index");
    }
  }

  /** A third node that has a row of its own making. */
  private void occupy(String name) {
    try (Node third = Node.start(settings(2), halted -> {})) {
      Await.until("it has applied", () -> third.inspection(0).lastApplied().isPresent());
    }
    StoredRows.occupy(
        settings(2).data().resolve("group-0").resolve("store"), Registrations.of(1, name, 0, 9));
  }

  private NodeSettings settings(int member) {
    Member self = members.get(member);
    return NodeSettings.onRocksDb(self.name(), members, home.resolve(self.name().value()));
  }

  private RemoteRegistry connect() {
    return new Cluster(NodeSettings.DEFAULT_CLUSTER, members, 0, Duration.ofSeconds(30)).connect();
  }

  private static void register(RemoteRegistry registry, Registration registration) {
    assertThat(registry.register(List.of(registration)).get(0)).isInstanceOf(Fate.Accepted.class);
  }

  private static String metrics(Server server) {
    return get(server, "/metrics").body();
  }

  private static HttpResponse<String> get(Server server, String path) {
    int port = requireNonNull(server.http()).getPort();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while asking.", e);
    }
  }
}
