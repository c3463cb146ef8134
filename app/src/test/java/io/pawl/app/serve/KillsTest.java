// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.Await;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.RemoteRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed while writers register: in turn a follower, the leader, and all of them.
 * They take snapshots often, so that kills meet those too, and a long run does not read a long log
 * at each start, with the small memory that these processes have.
 */
final class KillsTest {
  private static final int ROUNDS = Integer.getInteger("pawl.cluster.rounds", 10);
  private static final int ANSWERS_BETWEEN_KILLS = 20;
  private static final String SNAPSHOT_EVERY = "5000";

  @TempDir Path home;

  @Test
  void no_kill_loses_an_acknowledged_registration_or_applies_one_twice() {
    try (ServeCluster cluster = started();
        RemoteRegistry registry = cluster.connect();
        WritersAtWork writers = WritersAtWork.through(cluster)) {
      for (int round = 0; round < ROUNDS; round++) {
        int before = writers.answers();
        Await.until(
            () -> "writers are answered: " + writers,
            () -> writers.answers() >= before + ANSWERS_BETWEEN_KILLS);
        killInTurn(cluster, registry, round);
      }
      writers.finish();

      cluster.awaitCaughtUp();
      List<List<StoredRow>> rows = cluster.stopAndReadRows();
      assertThat(rows).allSatisfy(each -> assertThat(each).isEqualTo(rows.get(0)));
      writers.requireAllIn(rows.get(0));
    }
  }

  private ServeCluster started() {
    ServeCluster cluster = new ServeCluster(home).with(List.of("--snapshot-every", SNAPSHOT_EVERY));
    cluster.startAll();
    return cluster;
  }

  private static void killInTurn(ServeCluster cluster, RemoteRegistry registry, int round) {
    switch (round % 3) {
      case 0 -> killAndRestart(cluster, List.of(ServeCluster.awaitFollower(registry)));
      case 1 -> killAndRestart(cluster, List.of(ServeCluster.awaitLeader(registry)));
      default -> killAndRestart(cluster, ServeCluster.NAMES);
    }
  }

  private static void killAndRestart(ServeCluster cluster, List<String> names) {
    names.forEach(cluster::kill);
    names.forEach(cluster::begin);
    names.forEach(name -> cluster.process(name).awaitReady());
  }
}
