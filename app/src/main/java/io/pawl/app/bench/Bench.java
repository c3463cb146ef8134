// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.math.Quantiles;
import io.pawl.app.bench.Measurement.Result;
import io.pawl.app.wiring.BenchCluster;
import io.pawl.app.wiring.BenchCluster.Kind;
import io.pawl.app.wiring.BenchCluster.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Measures three clusters on loopback, in turns: the registry, the same with a state machine that
 * does nothing, and the latter with Ratis' own settings. All sync every entry.
 */
public final class Bench {
  private static final List<Integer> OUTSTANDING = List.of(1, 8, 64, 512);
  private static final int BULK = 1_000;
  private static final int BULK_OUTSTANDING = 8;
  private static final int FILL = 4_096;

  private final Plan plan;
  private final Consumer<String> out;
  private final Map<Cell, List<Result>> results = new LinkedHashMap<>();

  private Bench(Plan plan, Consumer<String> out) {
    this.plan = plan;
    this.out = out;
  }

  /**
   * What is measured.
   *
   * @param rows how many the registry holds before
   * @param each how long each cell of a round takes, after as much again to warm up
   */
  public record Plan(String engine, int rounds, Duration each, int rows) {}

  /** One place in the table. */
  private record Cell(Kind kind, int outstanding, int registrationsEach) {}

  public static void run(Plan plan, Consumer<String> out) throws IOException, InterruptedException {
    Bench bench = new Bench(plan, out);
    for (int round = 0; round < plan.rounds(); round++) {
      for (Kind kind : Kind.values()) {
        bench.round(kind);
      }
    }
    bench.report();
  }

  private void round(Kind kind) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("pawl-bench");
    try (BenchCluster cluster = BenchCluster.start(kind, plan.engine(), home)) {
      Proposals proposals = new Proposals();
      if (kind == Kind.PAWL) {
        fill(cluster, proposals);
      }
      for (int outstanding : OUTSTANDING) {
        measure(cluster, proposals, new Cell(kind, outstanding, 1));
      }
      if (kind == Kind.PAWL) {
        measure(cluster, proposals, new Cell(kind, BULK_OUTSTANDING, BULK));
      }
    } finally {
      MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private void fill(BenchCluster cluster, Proposals proposals) {
    try (Load load = cluster.load(BULK_OUTSTANDING)) {
      for (int rows = 0; rows < plan.rows(); rows += FILL) {
        load.propose(proposals.take(Math.min(FILL, plan.rows() - rows))).join();
      }
    }
  }

  private void measure(BenchCluster cluster, Proposals proposals, Cell cell)
      throws InterruptedException {
    try (Load load = cluster.load(cell.outstanding())) {
      new Measurement(load, proposals, cell.outstanding())
          .run(plan.each(), cell.registrationsEach());
      Result result =
          new Measurement(load, proposals, cell.outstanding())
              .run(plan.each(), cell.registrationsEach());
      results.computeIfAbsent(cell, any -> new ArrayList<>()).add(result);
      out.accept(line(cell, result));
    }
  }

  private void report() {
    out.accept("");
    out.accept(
        "median over %d rounds, %s, %,d rows before"
            .formatted(plan.rounds(), plan.engine(), plan.rows()));
    results.forEach(
        (cell, all) ->
            out.accept(
                line(
                    cell,
                    new Result(
                        median(all, Result::perSecond),
                        median(all, Result::p50Micros),
                        median(all, Result::p99Micros)))));
    OUTSTANDING.forEach(this::compare);
  }

  private void compare(int outstanding) {
    List<Result> pawl = results.getOrDefault(new Cell(Kind.PAWL, outstanding, 1), List.of());
    List<Result> empty = results.getOrDefault(new Cell(Kind.EMPTY, outstanding, 1), List.of());
    List<Result> defaults =
        results.getOrDefault(new Cell(Kind.EMPTY_WITH_DEFAULTS, outstanding, 1), List.of());
    out.accept(
        "%,5d outstanding: %.2f of the empty one's throughput, %.2f times its p99; its median %.2f of the defaults'"
            .formatted(
                outstanding,
                median(pawl, Result::perSecond) / median(empty, Result::perSecond),
                median(pawl, Result::p99Micros) / median(empty, Result::p99Micros),
                median(empty, Result::p50Micros) / median(defaults, Result::p50Micros)));
  }

  private static double median(List<Result> results, ToDoubleFunction<Result> figure) {
    return Quantiles.median().compute(results.stream().mapToDouble(figure).toArray());
  }

  private static String line(Cell cell, Result result) {
    return "%-20s %,5d outstanding x %,5d  %,12.0f registrations/s  p50 %,10.0f us  p99 %,10.0f us"
        .formatted(
            cell.kind(),
            cell.outstanding(),
            cell.registrationsEach(),
            result.perSecond(),
            result.p50Micros(),
            result.p99Micros());
  }
}
