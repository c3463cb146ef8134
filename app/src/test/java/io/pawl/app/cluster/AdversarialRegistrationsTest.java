// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRegistry;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients at once, who collide, roll back, clone and replay, while leaders come and go. What
 * they were told is held against a model that decides one after the other, in the order of the log.
 */
final class AdversarialRegistrationsTest {
  private static final int CLIENTS = 16;
  private static final int EACH = 125;
  private static final int LEADER_CHANGES = 3;

  @TempDir Path home;

  @Test
  void every_answer_is_the_one_a_single_thread_gives_for_the_order_of_the_log()
      throws InterruptedException {
    try (InProcess cluster = InProcess.started(home)) {
      Queue<Fate> fates = new ConcurrentLinkedQueue<>();
      AtomicInteger asked = new AtomicInteger();

      List<Thread> clients = startClients(cluster, fates, asked);
      changeLeaders(cluster, asked);
      for (Thread client : clients) {
        client.join();
      }

      assertThat(fates).hasSize(CLIENTS * EACH);
      assertThat(InProcess.NAMES)
          .allSatisfy(name -> assertThat(cluster.node(name).halted()).isEmpty());
      cluster.awaitSamePosition();
      assertThat(cluster.rows("n1")).isEqualTo(cluster.rows("n2")).isEqualTo(cluster.rows("n3"));
      holdAgainstTheModel(cluster, List.copyOf(fates));
    }
  }

  private static List<Thread> startClients(
      InProcess cluster, Queue<Fate> fates, AtomicInteger asked) {
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      SplittableRandom random = new SplittableRandom(client);
      Thread thread = new Thread(() -> ask(cluster, random, fates, asked));
      thread.start();
      clients.add(thread);
    }
    return clients;
  }

  private static void ask(
      InProcess cluster, SplittableRandom random, Queue<Fate> fates, AtomicInteger asked) {
    try (RemoteRegistry registry = cluster.connect()) {
      for (int n = 0; n < EACH; n++) {
        fates.add(untilSettled(registry, draw(random)));
        asked.incrementAndGet();
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

  private static void changeLeaders(InProcess cluster, AtomicInteger asked) {
    for (int change = 1; change <= LEADER_CHANGES; change++) {
      int enough = change * CLIENTS * EACH / (LEADER_CHANGES + 1);
      Await.until("%d answers".formatted(enough), () -> asked.get() >= enough);
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
