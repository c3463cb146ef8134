// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRegistry;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients at once, who collide, roll back, clone, replay and send what nobody can read, while
 * leaders come and go. What they were told is held against a model that decides one after the
 * other, in the order of the log.
 */
final class AdversarialRegistrationsTest {
  private static final int CLIENTS = 16;
  private static final int EACH = 125;
  private static final int UNKNOWN_EVERY = 5;
  private static final int LEADER_CHANGES = 3;
  private static final ClusterId GROUP = ClusterId.of(NodeSettings.DEFAULT_CLUSTER, 0);

  @TempDir Path home;

  @Test
  void every_answer_is_the_one_a_single_thread_gives_for_the_order_of_the_log()
      throws InterruptedException {
    AppliedEntries applied = new AppliedEntries();
    Answers answers = new Answers();
    try (InProcess cluster = InProcess.in(home).observing(applied::of)) {
      InProcess.NAMES.forEach(cluster::start);

      List<Thread> clients = startClients(cluster, answers);
      changeLeaders(cluster, answers);
      for (Thread client : clients) {
        client.join();
      }

      assertThat(answers.fates).hasSize(CLIENTS * EACH);
      requireTypedRefusals(answers);
      assertThat(InProcess.NAMES)
          .allSatisfy(name -> assertThat(cluster.node(name).halted()).isEmpty());
      cluster.awaitSamePosition();
      assertThat(cluster.rows("n1")).isEqualTo(cluster.rows("n2")).isEqualTo(cluster.rows("n3"));
      holdAgainstTheModel(cluster, List.copyOf(answers.fates));
      assertThat(applied.registrations()).isSubsetOf(answers.asked);
      assertThat(applied.keyChanges()).as("changes of keys").isZero();
    }
    requireSameBytes();
  }

  /** All a store holds is in its snapshot, and no engine's order or layout is. */
  private void requireSameBytes() {
    List<Path> snapshots = InProcess.NAMES.stream().map(this::snapshotOf).toList();
    assertThat(snapshots)
        .allSatisfy(snapshot -> assertThat(snapshot).hasSameBinaryContentAs(snapshots.get(0)));
  }

  private Path snapshotOf(String name) {
    Path file = home.resolve(name + ".snapshot");
    Path store = home.resolve(name).resolve("group-0").resolve("store");
    try (WriterRegistryStore opened =
        StorageEngines.installed().named("rocksdb").open(new StoreLocation(store, GROUP))) {
      opened.writeSnapshot(file);
    }
    return file;
  }

  /** What the clients asked and were told. */
  private static final class Answers {
    private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    private final Set<Registration> asked = ConcurrentHashMap.newKeySet();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  }

  private record Refusal(UnknownBytes of, String words) {}

  /** Each says why, and every reason was met. */
  private static void requireTypedRefusals(Answers answers) {
    assertThat(answers.refusals)
        .hasSize(CLIENTS * EACH / UNKNOWN_EVERY)
        .allSatisfy(refusal -> assertThat(refusal.words).startsWith(refusal.of.sentinel() + ": "));
    assertThat(answers.refusals.stream().map(refusal -> refusal.of.sentinel()).distinct())
        .contains(
            Sentinel.ENTRY_MALFORMED,
            Sentinel.ENTRY_OPCODE_UNKNOWN,
            Sentinel.ENTRY_VERSION_UNKNOWN,
            Sentinel.REQUEST_MALFORMED);
  }

  private static List<Thread> startClients(InProcess cluster, Answers answers) {
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      SplittableRandom random = new SplittableRandom(client);
      Thread thread = new Thread(() -> ask(cluster, random, answers));
      thread.start();
      clients.add(thread);
    }
    return clients;
  }

  private static void ask(InProcess cluster, SplittableRandom random, Answers answers) {
    try (RemoteRegistry registry = cluster.connect();
        RawClient raw = RawClient.of(GROUP, cluster.memberList())) {
      for (int n = 1; n <= EACH; n++) {
        Registration registration = draw(random);
        if (n % UNKNOWN_EVERY == 0) {
          UnknownBytes unknown = UnknownBytes.draw(random, registration);
          answers.refusals.add(new Refusal(unknown, raw.refusalOf(unknown.bytes())));
        }
        answers.asked.add(registration);
        answers.fates.add(untilSettled(registry, registration));
      }
    }
  }

  /** Whoever does not know asks again: that is safe, and is what a client is told to do. */
  private static Fate untilSettled(RemoteRegistry registry, Registration registration) {
    Fate fate = registry.register(List.of(registration)).get(0);
    while (!(fate instanceof Fate.Accepted || fate instanceof Fate.Refused)) {
      fate = registry.register(List.of(registration)).get(0);
    }
    return fate;
  }

  /** Few keys, slots, epochs and incarnations, so that everything meets everything. */
  private static Registration draw(SplittableRandom random) {
    long owner = random.nextLong(1, 3);
    NodeId node = new NodeId(owner << 16 | random.nextInt(6));
    return Registrations.of(1 + random.nextInt(2), node, random.nextInt(40), random.nextInt(2));
  }

  private static void changeLeaders(InProcess cluster, Answers answers) {
    for (int change = 1; change <= LEADER_CHANGES; change++) {
      int enough = change * CLIENTS * EACH / (LEADER_CHANGES + 1);
      Await.until("%d answers".formatted(enough), () -> answers.fates.size() >= enough);
      cluster.restart(cluster.awaitLeader());
    }
  }

  private static void holdAgainstTheModel(InProcess cluster, List<Fate> fates) {
    Map<WriterKey, WriterRow> rows = new HashMap<>();
    Map<WriterKey, Set<WriterRow>> everHeld = new HashMap<>();
    fates.stream()
        .filter(Fate.Accepted.class::isInstance)
        .map(Fate.Accepted.class::cast)
        .sorted(Comparator.comparingLong(Fate.Accepted::index))
        .forEach(accepted -> replay(accepted, rows, everHeld));
    fates.stream()
        .filter(Fate.Refused.class::isInstance)
        .map(Fate.Refused.class::cast)
        .forEach(refused -> requireRefusedBy(refused, everHeld));
    assertThat(cluster.rows("n1"))
        .allSatisfy(stored -> assertThat(stored.row()).isEqualTo(rows.get(stored.key())));
    assertThat(cluster.rows("n1")).hasSameSizeAs(rows.keySet());
  }

  private static void replay(
      Fate.Accepted accepted,
      Map<WriterKey, WriterRow> rows,
      Map<WriterKey, Set<WriterRow>> everHeld) {
    Registration registration = accepted.registration();
    RegistrationOutcome outcome =
        WriterRegistry.decide(key -> Optional.ofNullable(rows.get(key)), registration);
    assertThat(outcome).as("at %d", accepted.index()).isInstanceOf(kindOf(accepted));
    WriterRow row = ((RegistrationOutcome.Accepted) outcome).row();
    assertThat(row).isEqualTo(accepted.row());
    rows.put(registration.key(), row);
    everHeld.computeIfAbsent(registration.key(), any -> new HashSet<>()).add(row);
  }

  private static Class<? extends RegistrationOutcome> kindOf(Fate.Accepted accepted) {
    return switch (accepted.kind()) {
      case INSERTED -> RegistrationOutcome.Inserted.class;
      case ADVANCED -> RegistrationOutcome.Advanced.class;
      case REPLAYED -> RegistrationOutcome.Replayed.class;
    };
  }

  /** The row it was refused for did stand there once, and the decision on it is this refusal. */
  private static void requireRefusedBy(
      Fate.Refused refused, Map<WriterKey, Set<WriterRow>> everHeld) {
    assertThat(everHeld.get(refused.registration().key())).contains(refused.held());
    RegistrationOutcome outcome =
        WriterRegistry.decide(key -> Optional.of(refused.held()), refused.registration());
    assertThat(((RegistrationOutcome.Refused) outcome).sentinel()).isEqualTo(refused.sentinel());
  }
}
