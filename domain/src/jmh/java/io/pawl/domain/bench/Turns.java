// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import io.pawl.domain.bench.Score.Doer;
import io.pawl.domain.bench.Score.Round;
import io.pawl.domain.bench.Score.Run;
import io.pawl.domain.bench.Score.Way;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures everybody in this one JVM, in turns of a few rounds. JMH makes the threads, the values
 * and the ciphers anew for each turn, and lets them work before it counts. A turn during which the
 * hypervisor stole more than {@value #STOLEN_PERCENT_MAX} percent of the time counts for nothing.
 */
public final class Turns {
  private static final int STOLEN_PERCENT_MAX = 2;

  /**
   * Before the first turn everything is done until it is compiled, with texts so short that all of
   * it is called often. From 64 KiB on the JDK's cipher goes another way, which is compiled anew.
   */
  private static final List<Integer> COMPILED_WITH = List.of(1024, 65536 + 1024);

  private static final int COMPILING_ROUNDS = 120;

  /** Before a turn counts. */
  private static final int WARM_UP = 4;

  /** In a turn; there are eight orders. */
  private static final int ROUNDS = 16;

  private static final List<Integer> THREADS = List.of(1, 2);

  private final PrintStream out;
  private final int jvm;
  private final int millis;

  private Turns(PrintStream out, int jvm, int millis) {
    this.out = out;
    this.jvm = jvm;
    this.millis = millis;
  }

  /** The arguments: a number for this JVM, turns, milliseconds for a slice, and sizes. */
  public static void main(String[] args) throws IOException, RunnerException {
    Turns turns = new Turns(System.out, Integer.parseInt(args[0]), Integer.parseInt(args[2]));
    for (int size : COMPILED_WITH) {
      for (Way way : Way.values()) {
        turns.run(way, size, 1, COMPILING_ROUNDS);
      }
    }
    for (int turn = 0; turn < Integer.parseInt(args[1]); turn++) {
      for (String size : args[3].split(",", -1)) {
        for (int threads : THREADS) {
          turns.take(turn, Integer.parseInt(size), threads);
        }
      }
    }
  }

  private void take(int turn, int size, int threads) throws IOException, RunnerException {
    for (Way way : Way.values()) {
      CpuTimes before = CpuTimes.now();
      RunResult result = run(way, size, threads, ROUNDS);
      double stolenPercent = 100 * CpuTimes.now().stolenShareSince(before);
      if (stolenPercent <= STOLEN_PERCENT_MAX) {
        tell(result, way, turn, size, threads);
      } else {
        out.printf(
            "dropped, %.1f %% stolen: %s, %d bytes, %d threads%n",
            stolenPercent, way, size, threads);
      }
    }
  }

  private void tell(RunResult result, Way way, int turn, int size, int threads) {
    int round = turn * ROUNDS;
    for (BenchmarkResult benchmark : result.getBenchmarkResults()) {
      for (IterationResult iteration : benchmark.getIterationResults()) {
        for (Doer doer : Doer.values()) {
          double values = told(iteration, doer.field());
          double bytes = told(iteration, doer.field() + "Bytes") / values;
          Run run = new Run(way, doer, size, threads);
          out.println(new Score(run, new Round(jvm, round), values, bytes).line());
        }
        round++;
      }
    }
  }

  private RunResult run(Way way, int size, int threads, int rounds) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("^" + SealingBenchmark.class.getName() + "." + way.method() + "$")
                .param("size", Integer.toString(size))
                .param("millis", Integer.toString(millis))
                .threads(threads)
                .forks(0)
                .warmupIterations(WARM_UP)
                .measurementIterations(rounds)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle();
  }

  private static double told(IterationResult result, String field) {
    Result<?> told = result.getSecondaryResults().get(field);
    if (told == null) {
      throw new IllegalStateException("JMH does not tell " + field + ".");
    }
    return told.getScore();
  }
}
