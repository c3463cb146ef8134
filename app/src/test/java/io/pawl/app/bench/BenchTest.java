// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.wiring.BenchCluster.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That it measures, not what. */
final class BenchTest {

  @Test
  void every_cluster_is_measured_at_every_load_and_compared() throws Exception {
    List<String> lines = new ArrayList<>();

    Bench.run(
        new Bench.Plan(
            "mvstore", 1, Duration.ofMillis(50), List.of(5_000, 1_000), Bench.Work.NEWEST_KEY),
        lines::add);

    String report = String.join("\n", lines);
    for (Kind kind : Kind.values()) {
      assertThat(report).containsPattern(kind + "[,0-9 rows]* +512 outstanding +[1-9]");
    }
    assertThat(report)
        .containsPattern("8 outstanding x 1,000 registrations +[1-9]")
        .containsPattern("PAWL, 1,000 rows +64 outstanding: [0-9.]+ .* EMPTY's throughput");
  }

  @Test
  void the_pauses_of_a_snapshot_are_measured() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();

    SnapshotPause.run("mvstore", 10_000, Duration.ofMillis(100), lines::add);

    assertThat(lines)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).containsPattern("longest pause +[0-9,.]+ ms"));
  }
}
