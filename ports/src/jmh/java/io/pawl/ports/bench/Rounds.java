// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

import io.pawl.domain.bench.CpuTimes;
import io.pawl.ports.bench.Score.Operation;
import io.pawl.ports.bench.Score.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs a benchmark class in rounds. In each round every operation is measured for the bare engine
 * and for the store one after the other, in a JVM of its own each, the order turned around from
 * round to round: whatever drifts on the machine meets both. A run during which the hypervisor
 * stole more than {@value #STOLEN_PERCENT_MAX} percent of the time counts for nothing and is
 * repeated a few times.
 */
public final class Rounds {
  private static final int STOLEN_PERCENT_MAX = 2;
  private static final int ATTEMPTS_MAX = 3;
  private static final int DEFAULT_ROUNDS = 5;
  private static final int DEFAULT_SECONDS = 2;
  private static final int WARMUPS = 5;
  private static final int MEASUREMENTS = 5;

  /**
   * Heaps of one size, with a collection before each iteration: what filling a store leaves to the
   * collector would else weigh on what is measured, for longer than the warm-up.
   */
  private static final String[] HEAP = {"-Xms2g", "-Xmx2g"};

  private final String benchmarkClass;
  private final Predicate<String> chosen;
  private final TimeValue iteration;
  private final PrintStream out;

  private Rounds(
      String benchmarkClass, Predicate<String> chosen, TimeValue iteration, PrintStream out) {
    this.benchmarkClass = benchmarkClass;
    this.chosen = chosen;
    this.iteration = iteration;
    this.out = out;
  }

  /**
   * The one argument is the benchmark class. It has methods named as the {@link Operation}s and
   * parameters {@code subject} and {@code load}. The properties {@code pawl.bench.rounds} and
   * {@code pawl.bench.seconds} make a run shorter or longer; {@code pawl.bench.only} is a pattern
   * for what is measured of {@code find SMALL} to {@code commit_thousand_rows SCATTERED}.
   */
  public static void main(String[] args) throws IOException, RunnerException {
    int count = Integer.getInteger("pawl.bench.rounds", DEFAULT_ROUNDS);
    int seconds = Integer.getInteger("pawl.bench.seconds", DEFAULT_SECONDS);
    Predicate<String> chosen =
        Pattern.compile(System.getProperty("pawl.bench.only", ".*")).asMatchPredicate();
    Rounds rounds = new Rounds(args[0], chosen, TimeValue.seconds(seconds), System.out);
    List<Score> scores = new ArrayList<>();
    for (int round = 0; round < count; round++) {
      scores.addAll(rounds.round(round));
    }
    System.out.println(new Report(scores, count).text());
  }

  private List<Score> round(int round) throws IOException, RunnerException {
    List<Score> scores = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (Load load : Load.values()) {
        if (chosen.test(operation.method() + " " + load)) {
          scores.addAll(bothIn(round, operation, load));
        }
      }
    }
    return scores;
  }

  private List<Score> bothIn(int round, Operation operation, Load load)
      throws IOException, RunnerException {
    List<Score> scores = new ArrayList<>();
    for (Subject subject : inTurn(round)) {
      score(new Run(operation, subject, load), round).ifPresent(scores::add);
    }
    return scores;
  }

  private static List<Subject> inTurn(int round) {
    return round % 2 == 0
        ? List.of(Subject.BARE, Subject.ADAPTER)
        : List.of(Subject.ADAPTER, Subject.BARE);
  }

  private Optional<Score> score(Run run, int round) throws IOException, RunnerException {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      CpuTimes before = CpuTimes.now();
      double micros = measure(run);
      double stolenPercent = 100 * CpuTimes.now().stolenShareSince(before);
      boolean quiet = stolenPercent <= STOLEN_PERCENT_MAX;
      out.printf(
          "round %d  %-22s %-8s %-22s %10.3f us/op  steal %.1f %%%s%n",
          round + 1,
          run.operation().method(),
          run.subject(),
          run.load().label(),
          micros,
          stolenPercent,
          quiet ? "" : "  dropped");
      if (quiet) {
        return Optional.of(new Score(run, round, micros));
      }
    }
    return Optional.empty();
  }

  private double measure(Run run) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(
                        "^" + Pattern.quote(benchmarkClass + "." + run.operation().method()) + "$")
                    .param("subject", run.subject().name())
                    .param("load", run.load().name())
                    .mode(Mode.AverageTime)
                    .forks(1)
                    .jvmArgsAppend(HEAP)
                    .shouldDoGC(true)
                    .warmupIterations(WARMUPS)
                    .warmupTime(iteration)
                    .measurementIterations(MEASUREMENTS)
                    .measurementTime(iteration)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle();
    return result.getPrimaryResult().getScore();
  }
}
