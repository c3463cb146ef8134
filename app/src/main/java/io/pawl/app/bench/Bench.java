// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Lists;
import com.google.common.io.Closer;
import io.pawl.app.bench.Measurement.Result;
import io.pawl.app.bench.Report.Turn;
import io.pawl.app.wiring.BenchCluster.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures clusters of three nodes on loopback, in turns: the registry, the same with a state
 * machine that does nothing, and the latter with Ratis' own settings. All sync every entry.
 *
 * <p>All run from the beginning to the end in this process, and only one of them has work at a
 * time. The first round warms up and does not count; the order changes from round to round, and
 * from turn to turn. A turn during which the processors were wanted elsewhere does not count
 * either, for none of them.
 */
public final class Bench {
  static final List<Integer> OUTSTANDING = List.of(1, 8, 64, 512);
  static final int OUTSTANDING_MAX = 512;
  private static final int BULK = 1_000;
  private static final int BULK_OUTSTANDING = 8;
  private static final double STOLEN_MAX = 0.02;

  private final Plan plan;
  private final Consumer<String> out;
  private final List<Subject> subjects = new ArrayList<>();
  private final Report report;
  private int turns;

  private Bench(Plan plan, Consumer<String> out) {
    this.plan = plan;
    this.out = out;
    this.report = new Report(out);
  }

  /**
   * What is measured.
   *
   * @param rounds that count, after one that does not
   * @param each how long each cluster is measured at each load in a round
   * @param rows how many a registry holds, a thousand under each key; one registry for each
   * @param work who registers
   */
  public record Plan(String engine, int rounds, Duration each, List<Integer> rows, Work work) {
    public Plan {
      rows = List.copyOf(rows);
      checkArgument(
          rows.stream().allMatch(count -> count > OUTSTANDING_MAX),
          "Each proposal needs a row of its own, so there must be more than %s.",
          OUTSTANDING_MAX);
      checkArgument(
          rows.stream().allMatch(count -> count < Proposals.FLEET || count % Proposals.FLEET == 0),
          "A key has %s rows, so beyond that there must be a multiple.",
          Proposals.FLEET);
    }

    Advances advances(int count) {
      return new Advances(count, work == Work.ALL_KEYS ? count : Math.min(count, Proposals.FLEET));
    }
  }

  /** Whose writers come back in their next epochs. */
  public enum Work {
    /** Those of the newest key, as in a cluster whose keys are rotated. */
    NEWEST_KEY,
    /** Those of all keys, as in no cluster: it shows what caches are worth. */
    ALL_KEYS
  }

  public static void run(Plan plan, Consumer<String> out) throws IOException, InterruptedException {
    try (Closer closer = Closer.create()) {
      Bench bench = new Bench(plan, out);
      bench.start(closer);
      bench.measure();
    }
  }

  private void start(Closer closer) throws IOException {
    for (int rows : plan.rows()) {
      start(closer, Kind.PAWL, rows);
    }
    start(closer, Kind.EMPTY, plan.rows().get(0));
    start(closer, Kind.EMPTY_WITH_DEFAULTS, plan.rows().get(0));
  }

  private void start(Closer closer, Kind kind, int rows) throws IOException {
    subjects.add(closer.register(Subject.start(kind, plan, rows)));
  }

  private void measure() throws IOException, InterruptedException {
    for (int round = 0; round <= plan.rounds(); round++) {
      for (int outstanding : OUTSTANDING) {
        turn(outstanding, round);
      }
    }
    report.loads(subjects);
    List<Result> bulk = new ArrayList<>();
    for (int round = 0; round <= plan.rounds(); round++) {
      Result result = subjects.get(0).measureBulk(BULK_OUTSTANDING, BULK, plan.each());
      if (round > 0) {
        bulk.add(result);
      }
    }
    report.bulk(BULK_OUTSTANDING, BULK, bulk);
  }

  /**
   * Each load meets the clusters in one order in one round, and the other way round in the next.
   */
  private void turn(int outstanding, int round) throws IOException, InterruptedException {
    Map<Subject, Result> results = new LinkedHashMap<>();
    CpuTimes before = CpuTimes.now();
    for (Subject subject : (turns + round) % 2 == 0 ? subjects : Lists.reverse(subjects)) {
      results.put(subject, subject.measure(outstanding, plan.each()));
    }
    turns++;
    double stolen = CpuTimes.now().stolenShareSince(before);
    if (stolen > STOLEN_MAX) {
      out.accept("%,5d outstanding: dropped, %.1f %% stolen".formatted(outstanding, 100 * stolen));
    } else if (round > 0) {
      report.add(new Turn(outstanding, results));
    }
  }
}
