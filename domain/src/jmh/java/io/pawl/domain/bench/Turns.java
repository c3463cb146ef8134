// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import com.google.common.collect.Lists;
import io.pawl.domain.bench.Score.Doer;
import io.pawl.domain.bench.Score.Run;
import io.pawl.domain.bench.Score.Way;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures everybody in this one JVM, in turns of a fraction of a second: within a turn one right
 * after the other, the order turned around from turn to turn, so that whatever drifts on the
 * machine meets all of them. A turn during which the hypervisor stole more than {@value
 * #STOLEN_PERCENT_MAX} percent of the time counts for nothing.
 */
public final class Turns {
  private static final int STOLEN_PERCENT_MAX = 2;
  private static final int WARM_UP = 3;

  /**
   * Before the first turn everything is run until it is compiled, with texts so short that all of
   * it is called often. From 64 KiB on the JDK's cipher goes another way, which is compiled anew.
   */
  private static final List<Integer> COMPILED_WITH = List.of(1024, 65536 + 1024);

  private static final int COMPILATIONS = 12;
  private static final List<Integer> THREADS = List.of(1, 2);

  private final PrintStream out;
  private final TimeValue iteration;

  private Turns(PrintStream out, TimeValue iteration) {
    this.out = out;
    this.iteration = iteration;
  }

  /** The arguments: a number for this JVM, turns, milliseconds for one run, and sizes. */
  public static void main(String[] args) throws IOException, RunnerException {
    Turns turns = new Turns(System.out, TimeValue.milliseconds(Integer.parseInt(args[2])));
    int count = Integer.parseInt(args[1]);
    for (int size : COMPILED_WITH) {
      turns.warmUp(size, 1, COMPILATIONS);
    }
    for (String size : args[3].split(",", -1)) {
      for (int threads : THREADS) {
        turns.warmUp(Integer.parseInt(size), threads, WARM_UP);
        for (int turn = 0; turn < count; turn++) {
          turns.take(turn, "%s.%d".formatted(args[0], turn), Integer.parseInt(size), threads);
        }
      }
    }
  }

  private void warmUp(int size, int threads, int iterations) throws RunnerException {
    for (Way way : Way.values()) {
      for (Doer doer : way.doers()) {
        measure(new Run(way, doer, size, threads), iterations);
      }
    }
  }

  private void take(int number, String turn, int size, int threads)
      throws IOException, RunnerException {
    for (Way way : inOrder(List.of(Way.values()), number)) {
      List<Score> scores = new ArrayList<>();
      CpuTimes before = CpuTimes.now();
      for (Doer doer : inOrder(way.doers(), number)) {
        Run run = new Run(way, doer, size, threads);
        RunResult result = measure(run, 1);
        scores.add(new Score(run, turn, result.getPrimaryResult().getScore(), allocated(result)));
      }
      double stolenPercent = 100 * CpuTimes.now().stolenShareSince(before);
      if (stolenPercent <= STOLEN_PERCENT_MAX) {
        scores.forEach(score -> out.println(score.line()));
      } else {
        out.printf("dropped, %.1f %% stolen: %s%n", stolenPercent, scores);
      }
    }
  }

  private static <T> List<T> inOrder(List<T> all, int turn) {
    return turn % 2 == 0 ? all : Lists.reverse(all);
  }

  private RunResult measure(Run run, int iterations) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("^" + SealingBenchmark.class.getName() + "." + run.method() + "$")
                .param("size", Integer.toString(run.size()))
                .mode(Mode.Throughput)
                .threads(run.threads())
                .forks(0)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(20))
                .measurementIterations(iterations)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle();
  }

  private static double allocated(RunResult result) {
    Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    if (allocated == null) {
      throw new IllegalStateException("This JVM does not count what it allocates.");
    }
    return allocated.getScore();
  }
}
