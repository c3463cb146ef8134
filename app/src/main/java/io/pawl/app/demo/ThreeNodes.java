// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.app.kek.KekFile;
import io.pawl.app.kek.KekSource;
import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.EncryptionChoice;
import io.pawl.app.wiring.FreePorts;
import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driving.Inspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The demo's cluster: three nodes in this process, two on one engine and one on another. */
final class ThreeNodes implements AutoCloseable {
  static final ImmutableMap<String, String> ENGINES =
      ImmutableMap.of("n1", "rocksdb", "n2", "mvstore", "n3", "rocksdb");

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Path home;
  private final KekSource kek;
  private final List<Member> members = FreePorts.members(ENGINES.keySet().asList());
  private final Map<String, Node> running = new LinkedHashMap<>();
  private final AtomicInteger installed = new AtomicInteger();

  /** Nothing is started yet; the nodes' KEK is made. */
  ThreeNodes(Path home) {
    this.home = home;
    Path file = home.resolve("kek");
    KekFile.generate(file, new SecureRandom());
    this.kek = new KekSource.InFile(file);
  }

  void start(String name) {
    NodeSettings settings =
        NodeSettings.onRocksDb(new NodeName(name), members, home.resolve(name))
            .withEngine(requireNonNull(ENGINES.get(name), name))
            .withEncryption(new EncryptionChoice.On(kek));
    running.put(
        name,
        Node.start(settings, halted -> {}, replica -> CountedInstalls.of(replica, installed)));
  }

  void stop(String name) {
    requireNonNull(running.remove(name), name).close();
  }

  void wipe(String name) {
    try {
      MoreFiles.deleteRecursively(home.resolve(name), RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many snapshots the nodes took over. */
  int installedSnapshots() {
    return installed.get();
  }

  Cluster fromOutside() {
    return new Cluster(NodeSettings.DEFAULT_CLUSTER, members, 0, TIMEOUT);
  }

  KekSource kek() {
    return kek;
  }

  List<String> running() {
    return List.copyOf(running.keySet());
  }

  String awaitLeader() {
    Patience.until("one of %s leads".formatted(running.keySet()), () -> leader().isPresent());
    return leader().orElseThrow(() -> new DemoFailed("The leader is gone again."));
  }

  String awaitFollower() {
    String leader = awaitLeader();
    return running.keySet().stream().filter(name -> !name.equals(leader)).findFirst().orElseThrow();
  }

  private Optional<String> leader() {
    List<String> leaders = running.keySet().stream().filter(this::leads).toList();
    return leaders.size() == 1 ? Optional.of(leaders.get(0)) : Optional.empty();
  }

  private boolean leads(String name) {
    Node node = node(name);
    return node.isAlive(0) && node.standing(0).role().equals("leader");
  }

  void awaitSamePosition() {
    Patience.until(
        "all nodes have applied the same",
        () -> running.keySet().stream().map(this::applied).distinct().count() == 1);
  }

  private Optional<LogPosition> applied(String name) {
    return node(name).inspection(0).lastApplied();
  }

  List<StoredRow> rows(String name) {
    Inspection inspection = node(name).inspection(0);
    return inspection.deks().stream().flatMap(dek -> inspection.rows(dek).stream()).toList();
  }

  KeyRing keyRing(String name) {
    return node(name).inspection(0).keyRing();
  }

  private Node node(String name) {
    return requireNonNull(running.get(name), name);
  }

  @Override
  public void close() {
    running.values().forEach(Node::close);
    running.clear();
  }
}
