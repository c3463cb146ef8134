// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients at once who bootstrap, rotate and register, under keys of the ring and under others,
 * while leaders come and go.
 */
final class AdversarialKeysTest {
  private static final int CLIENTS = 9;
  private static final int EACH = 40;
  private static final int LEADER_CHANGES = 2;

  @TempDir Path home;

  @Test
  void there_is_one_bootstrap_and_no_halt_and_all_replicas_are_the_same() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try (InProcess cluster = InProcess.in(home).encrypted(1)) {
      InProcess.NAMES.forEach(cluster::start);
      cluster.awaitLeader();
      Queue<KeyFate> bootstraps = new ConcurrentLinkedQueue<>();
      Queue<KeyFate> rotations = new ConcurrentLinkedQueue<>();
      AtomicInteger done = new AtomicInteger();

      List<Future<?>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        SplittableRandom random = new SplittableRandom(client);
        clients.add(
            threads.submit(() -> ask(cluster, random, new Heard(bootstraps, rotations, done))));
      }
      changeLeaders(cluster, done);
      for (Future<?> client : clients) {
        client.get();
      }

      assertThat(done).hasValue(CLIENTS * EACH);
      settle(cluster);
      requireNoHalt(cluster);
      requireOneBootstrap(cluster, bootstraps);
      requireWhatWasAnswered(cluster, rotations);
    } finally {
      threads.shutdownNow();
    }
  }

  private record Heard(Queue<KeyFate> bootstraps, Queue<KeyFate> rotations, AtomicInteger done) {}

  private static void ask(InProcess cluster, SplittableRandom random, Heard heard) {
    try (RemoteRegistry registry = cluster.connect()) {
      for (int n = 0; n < EACH; n++) {
        try {
          one(registry, random, heard);
        } catch (RemoteFault noLeader) {
          assertThat(noLeader.sentinel()).isEqualTo(Sentinel.NO_LEADER);
        }
        heard.done.incrementAndGet();
      }
    }
  }

  private static void one(RemoteRegistry registry, SplittableRandom random, Heard heard) {
    switch (random.nextInt(6)) {
      case 0 -> heard.bootstraps.add(registry.bootstrap());
      case 1 -> heard.rotations.add(registry.rotate(Purpose.STORAGE));
      case 2 -> heard.rotations.add(registry.rotate(Purpose.RAFT));
      default ->
          registry.register(
              List.of(
                  Registrations.of(
                      someKey(registry, random), "w" + random.nextInt(4), random.nextInt(9), 1)));
    }
  }

  /** One of the ring, or one that was never in it. */
  private static long someKey(RemoteRegistry registry, SplittableRandom random) {
    List<RingKey> keys = registry.keys().ring().keys();
    return keys.isEmpty() || random.nextInt(4) == 0
        ? 1 + random.nextInt(3)
        : keys.get(random.nextInt(keys.size())).id().value();
  }

  private static void changeLeaders(InProcess cluster, AtomicInteger done) {
    for (int change = 1; change <= LEADER_CHANGES; change++) {
      int enough = change * CLIENTS * EACH / (LEADER_CHANGES + 1);
      Await.until("%d calls".formatted(enough), () -> done.get() >= enough);
      cluster.restart(cluster.awaitLeader());
    }
  }

  /** Sees to it that there are keys in the end, so that the last question has an answer. */
  private static void settle(InProcess cluster) {
    try (RemoteRegistry registry = cluster.connect()) {
      KeyFate fate = registry.bootstrap();
      while (!(fate instanceof KeyFate.Refused refused
          && refused.sentinel() == Sentinel.ALREADY_BOOTSTRAPPED)) {
        fate = registry.bootstrap();
      }
    }
    cluster.awaitSamePosition();
  }

  private static void requireNoHalt(InProcess cluster) {
    assertThat(InProcess.NAMES)
        .allSatisfy(
            name -> {
              assertThat(cluster.node(name).halted()).isEmpty();
              assertThat(cluster.ring(name)).isEqualTo(cluster.ring("n1"));
              assertThat(cluster.rows(name)).isEqualTo(cluster.rows("n1"));
            });
  }

  private static void requireOneBootstrap(InProcess cluster, Queue<KeyFate> bootstraps) {
    assertThat(bootstraps.stream().filter(KeyFate.Accepted.class::isInstance))
        .as("bootstraps that were accepted")
        .hasSizeLessThanOrEqualTo(1);
    KeyRing.Filled ring = (KeyRing.Filled) cluster.ring("n1");
    long first = ring.keys().stream().mapToLong(RingKey::index).min().orElseThrow();
    assertThat(ring.keys().stream().filter(key -> key.index() == first))
        .as("keys of the first entry")
        .hasSize(2);
    assertThat(ring.keys().stream().filter(key -> key.index() != first))
        .as("entries after it, of one key each")
        .extracting(RingKey::index)
        .doesNotHaveDuplicates();
  }

  /** Nobody is told of a key that is not there, nor two of the same one. */
  private static void requireWhatWasAnswered(InProcess cluster, Queue<KeyFate> rotations) {
    KeyRing ring = cluster.ring("n1");
    List<KeyFate.Accepted> accepted =
        rotations.stream()
            .filter(KeyFate.Accepted.class::isInstance)
            .map(KeyFate.Accepted.class::cast)
            .toList();
    assertThat(accepted).extracting(KeyFate.Accepted::index).doesNotHaveDuplicates();
    assertThat(accepted)
        .isNotEmpty()
        .allSatisfy(
            fate ->
                assertThat(ring.find(fate.keys().get(0).id()).map(RingKey::index))
                    .contains(fate.index()));
    long unknown = rotations.stream().filter(KeyFate.Unknown.class::isInstance).count();
    assertThat(ring.keys().size() - 2L)
        .isBetween((long) accepted.size(), accepted.size() + unknown);
  }
}
