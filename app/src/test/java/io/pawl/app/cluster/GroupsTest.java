// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Replica;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several groups in one process. */
final class GroupsTest {
  private static final int GROUPS = 3;

  @TempDir Path home;

  @Test
  void each_group_has_a_registry_of_its_own() {
    try (InProcess cluster = InProcess.in(home).adjust(settings -> settings.withGroups(GROUPS))) {
      InProcess.NAMES.forEach(cluster::start);
      Registration same = Registrations.of(1, "a", 0, 1);

      for (int group = 0; group < GROUPS; group++) {
        try (RemoteRegistry registry = cluster.connect(group, Duration.ofSeconds(30))) {
          assertThat(registry.row(same.key())).isEmpty();
          Fate fate = registry.register(List.of(same)).get(0);
          assertThat(((Fate.Accepted) fate).kind()).isEqualTo(Fate.Kind.INSERTED);
        }
      }
    }
  }

  @Test
  void a_node_that_cannot_open_its_last_group_leaves_nothing_open() throws IOException {
    InProcess cluster = InProcess.in(home).adjust(settings -> settings.withGroups(GROUPS));
    NodeSettings settings = cluster.settingsOf("n1");
    openStore(settings, GROUPS - 1, ClusterId.of("another", GROUPS - 1)).close();
    Set<String> threadsBefore = ourThreads();

    assertThatThrownBy(() -> Node.start(settings, halted -> {}))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.sentinel()).isEqualTo(Sentinel.STATE_MISMATCH));

    openStore(settings, GROUPS - 1, ClusterId.of("another", GROUPS - 1)).close();
    for (int group = 0; group < GROUPS - 1; group++) {
      openGroup(settings, group).close();
    }
    int port = settings.members().get(0).port();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    Await.until("threads end", () -> threadsBefore.containsAll(ourThreads()));
  }

  @Test
  void a_failure_while_the_last_group_opens_closes_the_others() {
    InProcess cluster = InProcess.in(home).adjust(settings -> settings.withGroups(GROUPS));
    NodeSettings settings = cluster.settingsOf("n1");
    Set<String> threadsBefore = ourThreads();
    AtomicInteger opened = new AtomicInteger();
    UnaryOperator<Replica> failingAtTheLast =
        replica -> {
          if (opened.incrementAndGet() == GROUPS) {
            throw new IllegalStateException("the last one");
          }
          return replica;
        };

    assertThatThrownBy(() -> Node.start(settings, halted -> {}, failingAtTheLast))
        .hasMessage("the last one");

    assertThat(opened).hasValue(GROUPS);
    for (int group = 0; group < GROUPS; group++) {
      openGroup(settings, group).close();
    }
    Await.until("threads end", () -> threadsBefore.containsAll(ourThreads()));
  }

  @Test
  void a_node_whose_port_is_taken_leaves_nothing_open() throws IOException {
    InProcess cluster = InProcess.in(home).adjust(settings -> settings.withGroups(GROUPS));
    NodeSettings settings = cluster.settingsOf("n1");
    Set<String> threadsBefore = ourThreads();

    try (ServerSocket inTheWay =
        new ServerSocket(settings.members().get(0).port(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Node.start(settings, halted -> {})).isInstanceOf(Fault.class);
      assertThat(inTheWay.isClosed()).isFalse();
    }

    for (int group = 0; group < GROUPS; group++) {
      openGroup(settings, group).close();
    }
    Await.until("threads end", () -> threadsBefore.containsAll(ourThreads()));
  }

  @Test
  void a_node_whose_first_start_was_cut_off_starts_the_next_time() {
    InProcess cluster = InProcess.in(home).adjust(settings -> settings.withGroups(GROUPS));
    NodeSettings settings = cluster.settingsOf("n1");
    for (int group = 0; group < GROUPS; group++) {
      openGroup(settings, group).close();
    }

    try (cluster) {
      InProcess.NAMES.forEach(cluster::start);

      assertThat(cluster.awaitLeader()).isIn(InProcess.NAMES);
    }
  }

  @Test
  void the_folder_of_one_node_is_not_taken_by_another() {
    InProcess cluster = InProcess.in(home);
    cluster.start("n1");
    cluster.stop("n1");
    Path folder = cluster.folder("n1");
    NodeSettings other = NodeSettings.onRocksDb(new NodeName("n2"), cluster.memberList(), folder);

    assertThatThrownBy(() -> Node.start(other, halted -> {}))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.sentinel()).isEqualTo(Sentinel.STATE_MISMATCH));
  }

  private static WriterRegistryStore openGroup(NodeSettings settings, int group) {
    return openStore(settings, group, ClusterId.of(settings.cluster(), group));
  }

  private static WriterRegistryStore openStore(NodeSettings settings, int group, ClusterId owner) {
    Path store = settings.data().resolve("group-" + group).resolve("store");
    return StorageEngines.installed()
        .named(settings.engine())
        .open(new StoreLocation(store, owner));
  }

  /** Of threads that are there for a node: Ratis names them after the node, we after their work. */
  private static Set<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("n1") || name.startsWith("pawl-"))
        .collect(Collectors.toSet());
  }
}
