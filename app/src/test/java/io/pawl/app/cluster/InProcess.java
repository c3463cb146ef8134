// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static java.util.Objects.requireNonNull;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.app.kek.KekSource;
import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.EncryptionChoice;
import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.ReplicaHalted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Three nodes in this process, each with a folder of its own. */
final class InProcess implements AutoCloseable {
  static final List<String> NAMES = List.of("n1", "n2", "n3");

  private final Path home;
  private final List<Member> members;
  private final Map<String, NodeSettings> settings = new LinkedHashMap<>();
  private final Map<String, Node> running = new LinkedHashMap<>();
  private UnaryOperator<Replica> observed = UnaryOperator.identity();

  private InProcess(Path home, List<Member> members) {
    this.home = home;
    this.members = members;
  }

  /** Nothing is started yet. */
  static InProcess in(Path home) {
    InProcess cluster = new InProcess(home, OwnPorts.members(NAMES));
    for (String name : NAMES) {
      cluster.settings.put(
          name, NodeSettings.onRocksDb(new NodeName(name), cluster.members, cluster.folder(name)));
    }
    return cluster;
  }

  static InProcess started(Path home) {
    InProcess cluster = in(home);
    NAMES.forEach(cluster::start);
    return cluster;
  }

  /** What later starts of any node do to its replicas. */
  InProcess observing(UnaryOperator<Replica> replicas) {
    observed = replicas;
    return this;
  }

  InProcess adjust(UnaryOperator<NodeSettings> change) {
    settings.replaceAll((name, before) -> change.apply(before));
    return this;
  }

  InProcess adjust(String name, UnaryOperator<NodeSettings> change) {
    settings.computeIfPresent(name, (any, before) -> change.apply(before));
    return this;
  }

  /** Gives all nodes the KEK of this number, in a file. */
  InProcess encrypted(int number) {
    NAMES.forEach(name -> encrypted(name, number));
    return this;
  }

  InProcess encrypted(String name, int number) {
    EncryptionChoice with =
        new EncryptionChoice.On(
            new KekSource.InFile(KekFiles.make(home.resolve("kek" + number), number)));
    return adjust(name, settings -> settings.withEncryption(with));
  }

  Node start(String name) {
    Node node = Node.start(settingsOf(name), halted -> {}, observed);
    running.put(name, node);
    return node;
  }

  void stop(String name) {
    requireNonNull(running.remove(name), name).close();
  }

  void restart(String name) {
    stop(name);
    start(name);
  }

  Node node(String name) {
    return requireNonNull(running.get(name), name);
  }

  NodeSettings settingsOf(String name) {
    return requireNonNull(settings.get(name), name);
  }

  Path folder(String name) {
    return home.resolve(name);
  }

  List<Member> memberList() {
    return members;
  }

  RemoteRegistry connect() {
    return connect(0, Duration.ofSeconds(30));
  }

  RemoteRegistry connect(int group, Duration timeout) {
    return new Cluster(NodeSettings.DEFAULT_CLUSTER, members, group, timeout).connect();
  }

  /** The name of the node that leads and has applied everything before it did. */
  String awaitLeader() {
    List<String> leaders = new ArrayList<>();
    Await.until(
        "a leader",
        () -> {
          leaders.clear();
          running.forEach(
              (name, node) -> {
                if (node.isAlive(0) && node.standing(0).role().equals("leader")) {
                  leaders.add(name);
                }
              });
          return leaders.size() == 1;
        });
    return leaders.get(0);
  }

  List<StoredRow> rows(String name) {
    return node(name).inspection(0).deks().stream()
        .flatMap(dek -> node(name).inspection(0).rows(dek).stream())
        .toList();
  }

  KeyRing ring(String name) {
    return node(name).inspection(0).keyRing();
  }

  /** Everything in the data folder of a node that does not run is gone. */
  void wipe(String name) {
    try {
      MoreFiles.deleteRecursively(folder(name), RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until all running nodes stand at the same position. Worth doing before one is stopped
   * that may lead: the vote of a member that never had an entry does not count for another leader.
   */
  void awaitSamePosition() {
    Await.until(
        () -> "one position: " + positions(), () -> positions().stream().distinct().count() == 1);
  }

  private List<String> positions() {
    return running.values().stream()
        .map(
            node ->
                node.halted()
                    .map(ReplicaHalted::toString)
                    .orElse(String.valueOf(node.inspection(0).lastApplied())))
        .toList();
  }

  @Override
  public void close() {
    running.values().forEach(Node::close);
    running.clear();
  }
}
