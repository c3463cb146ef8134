// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.util.Objects.requireNonNull;

import io.pawl.app.cluster.Await;
import io.pawl.app.cluster.OwnPorts;
import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.RemoteRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three nodes, each a process of its own. */
final class ServeCluster implements AutoCloseable {
  static final List<String> NAMES = List.of("n1", "n2", "n3");

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Path home;
  private final List<Member> members = OwnPorts.members(NAMES);
  private final Map<String, ServeProcess> running = new LinkedHashMap<>();
  private final Map<String, String> engines = new LinkedHashMap<>();
  private List<String> options;

  ServeCluster(Path home) {
    this(home, List.of());
  }

  private ServeCluster(Path home, List<String> options) {
    this.home = home;
    this.options = options;
  }

  /** What later starts of any node are told besides. */
  ServeCluster with(List<String> more) {
    options = List.copyOf(more);
    return this;
  }

  static ServeCluster started(Path home) {
    return started(new ServeCluster(home));
  }

  static ServeCluster startedWithEncryption(Path home, Path kek) {
    return started(new ServeCluster(home, List.of("--encryption", "--kek-file", kek.toString())));
  }

  private static ServeCluster started(ServeCluster cluster) {
    cluster.startAll();
    return cluster;
  }

  static List<String> arguments(String name, List<Member> members, Path data) {
    return List.of(
        "--node", name, "--members", list(members), "--data", data.toString(), "--http", "0");
  }

  static String list(List<Member> members) {
    return members.stream()
        .map(member -> member.name().value() + "=" + member.address())
        .collect(Collectors.joining(","));
  }

  /** As commands take it. */
  String memberList() {
    return list(members);
  }

  /** What a process of this node is told, but for its engine and its options. */
  List<String> arguments(String name) {
    return arguments(name, members, folder(name));
  }

  /** All at once, and waits until all are ready. */
  void startAll() {
    startAll("rocksdb");
  }

  void startAll(String engine) {
    NAMES.forEach(name -> begin(name, engine));
    NAMES.forEach(name -> process(name).awaitReady());
  }

  ServeProcess start(String name) {
    return start(name, "rocksdb");
  }

  ServeProcess start(String name, String engine) {
    return begin(name, engine).awaitReady();
  }

  /** Does not wait for it. */
  ServeProcess begin(String name) {
    return begin(name, "rocksdb");
  }

  private ServeProcess begin(String name, String engine) {
    engines.put(name, engine);
    List<String> arguments = new ArrayList<>(arguments(name, members, folder(name)));
    arguments.addAll(List.of("--store", engine));
    arguments.addAll(options);
    ServeProcess process = ServeProcess.start(arguments);
    ServeProcess before = running.put(name, process);
    if (before != null) {
      before.close();
    }
    return process;
  }

  ServeProcess process(String name) {
    return requireNonNull(running.get(name), name);
  }

  int terminate(String name) {
    try (ServeProcess process = requireNonNull(running.remove(name), name)) {
      return process.terminate();
    }
  }

  void kill(String name) {
    requireNonNull(running.remove(name), name).close();
  }

  Path folder(String name) {
    return home.resolve(name);
  }

  Path store(String name) {
    return folder(name).resolve("group-0").resolve("store");
  }

  /** Every node has applied what was registered before this call. */
  void awaitCaughtUp() {
    try (RemoteRegistry registry = connect()) {
      Await.until(
          () -> "all have applied the same: " + registry.status(),
          () -> registry.status().stream().map(ServeCluster::applied).distinct().count() == 1);
    }
  }

  private static long applied(MemberStatus status) {
    return status instanceof MemberStatus.Up up
        ? up.standing().applied()
        : -1 - NAMES.indexOf(status.name().value());
  }

  List<List<StoredRow>> stopAndReadRows() {
    NAMES.forEach(this::terminate);
    return NAMES.stream()
        .map(name -> StoredRows.of(store(name), requireNonNull(engines.get(name), name)))
        .toList();
  }

  RemoteRegistry connect() {
    return fromOutside().connect();
  }

  Cluster fromOutside() {
    return new Cluster(NodeSettings.DEFAULT_CLUSTER, members, 0, TIMEOUT);
  }

  static String awaitLeader(RemoteRegistry registry) {
    List<String> leaders = new ArrayList<>();
    Await.until(
        "one leader",
        () -> {
          leaders.clear();
          registry.status().stream()
              .filter(status -> leads(status))
              .forEach(status -> leaders.add(status.name().value()));
          return leaders.size() == 1;
        });
    return leaders.get(0);
  }

  private static boolean leads(MemberStatus status) {
    return status instanceof MemberStatus.Up up && up.standing().role().equals("leader");
  }

  static String awaitFollower(RemoteRegistry registry) {
    String leader = awaitLeader(registry);
    return NAMES.stream().filter(name -> !name.equals(leader)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    running.values().forEach(ServeProcess::close);
    running.clear();
  }
}
