// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.Await;
import io.pawl.app.cluster.Registrations;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that catches up by snapshot is killed on the way, at any moment from the first bytes that
 * arrive; now it has lost everything, now it goes on with what the kill left.
 */
final class InstallKillsTest {
  private static final int ROUNDS = Math.max(3, Integer.getInteger("pawl.cluster.rounds", 10) / 3);
  private static final int WIPED_EVERY = 3;
  private static final int ROWS_AT_FIRST = 60_000;
  private static final int ROWS_BETWEEN_KILLS = 100;
  private static final int AT_ONCE = 3000;
  private static final int LATEST_MICROS = 300_000;

  /** What comes into being on the way: received pieces, whole snapshots, the next store. */
  private static final Pattern TRACE =
      Pattern.compile("tmp/snapshot-[^/]+|sm/snapshot\\.\\d+_\\d+|store/generation-(?!1$)\\d+");

  @TempDir Path home;

  @Test
  void a_node_killed_while_a_snapshot_is_installed_comes_up_and_catches_up() {
    try (ServeCluster cluster = ServeCluster.started(home);
        RemoteRegistry registry = cluster.connect()) {
      String follower = ServeCluster.awaitFollower(registry);
      int rows = register(registry, 0, ROWS_AT_FIRST);
      cluster.kill(follower);
      int interrupted = 0;
      for (int round = 0; round < ROUNDS; round++) {
        if (round % WIPED_EVERY == 0) {
          Folders.delete(cluster.folder(follower));
        }
        rows = register(registry, rows, rows + ROWS_BETWEEN_KILLS);
        restartLeader(cluster, registry);
        rows = register(registry, rows, rows + ROWS_BETWEEN_KILLS);
        cutLogs(registry, follower);
        interrupted += killInstalling(cluster, follower, round) ? 1 : 0;
      }
      assertThat(interrupted).as("kills before the installation was over").isPositive();

      cluster.start(follower);
      rows = register(registry, rows, rows + 1);

      cluster.awaitCaughtUp();
      List<List<StoredRow>> stored = cluster.stopAndReadRows();
      assertThat(stored.get(0)).hasSize(rows);
      assertThat(stored).allSatisfy(each -> assertThat(each).isEqualTo(stored.get(0)));
    }
  }

  private static int register(RemoteRegistry registry, int from, int to) {
    for (int first = from; first < to; first += AT_ONCE) {
      List<Registration> registrations =
          IntStream.range(first, Math.min(to, first + AT_ONCE))
              .mapToObj(InstallKillsTest::registration)
              .toList();
      assertThat(registry.register(registrations))
          .allSatisfy(fate -> assertThat(fate).isInstanceOf(Fate.Accepted.class));
    }
    return to;
  }

  /** Each has a slot of its own under its key. */
  private static Registration registration(int number) {
    return Registrations.of(1 + number % 2, new NodeId(1L << 40 | number / 2), 0, number + 1L);
  }

  /** A log is cut between its files, and a new leadership begins a new file. */
  private static void restartLeader(ServeCluster cluster, RemoteRegistry registry) {
    String leader = ServeCluster.awaitLeader(registry);
    cluster.terminate(leader);
    cluster.start(leader);
  }

  private static void cutLogs(RemoteRegistry registry, String missing) {
    ServeCluster.NAMES.stream()
        .filter(name -> !name.equals(missing))
        .forEach(name -> registry.snapshot(new NodeName(name)));
  }

  /** The first kill comes at once, the later ones later. Says whether something was left undone. */
  private static boolean killInstalling(ServeCluster cluster, String follower, int round) {
    Path folder = cluster.folder(follower);
    Set<String> before = traces(folder);
    ServeProcess process = cluster.begin(follower);
    Await.closely(
        () -> "a snapshot arrives: " + process.errors(), () -> !before.containsAll(traces(folder)));
    pauseAtMost(1 + LATEST_MICROS / ROUNDS * round);
    cluster.kill(follower);
    Set<String> left = traces(folder);
    left.removeAll(before);
    return left.stream().anyMatch(trace -> trace.startsWith("tmp/"))
        || left.stream().noneMatch(trace -> trace.startsWith("store/"));
  }

  private static void pauseAtMost(int micros) {
    try {
      TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(micros));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting.", e);
    }
  }

  private static Set<String> traces(Path folder) {
    if (!Files.exists(folder)) {
      return new TreeSet<>();
    }
    try (Stream<Path> paths = Files.walk(folder, 4)) {
      return paths
          .map(path -> path.toString())
          .map(path -> path.replaceFirst(".*/(?=[^/]+/[^/]+$)", ""))
          .filter(TRACE.asMatchPredicate())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException | UncheckedIOException vanished) {
      return new TreeSet<>();
    }
  }
}
