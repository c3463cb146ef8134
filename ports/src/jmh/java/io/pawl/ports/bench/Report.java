// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

import com.google.common.math.Quantiles;
import io.pawl.ports.bench.Score.Operation;
import io.pawl.ports.bench.Score.Run;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Ratios, not times: two runs of one round stood next to each other and met the same machine, so
 * each round gives a ratio of its own, and the median over the rounds is reported.
 */
final class Report {
  private static final double GROWTH_MAX = 1.5;

  private final List<Score> scores;
  private final int rounds;

  Report(List<Score> scores, int rounds) {
    this.scores = List.copyOf(scores);
    this.rounds = rounds;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("throughput of the store, as a share of the bare engine's");
    for (Operation operation : Operation.values()) {
      for (Load load : Load.values()) {
        List<Double> shares =
            ratios(
                new Run(operation, Subject.BARE, load), new Run(operation, Subject.ADAPTER, load));
        String target =
            load == Load.SMALL ? "at least %.2f".formatted(operation.throughputOfBareMin()) : "";
        lines.add(line(operation, load.label(), shares, target));
      }
    }
    for (Load load : List.of(Load.LARGE, Load.SCATTERED)) {
      lines.add("cost with %s, in costs with %s".formatted(load.label(), Load.SMALL.label()));
      for (Operation operation : Operation.values()) {
        for (Subject subject : Subject.values()) {
          lines.add(growth(operation, subject, load));
        }
      }
    }
    lines.add("time, microseconds per operation, median over the rounds");
    scores.stream().map(Score::run).distinct().map(this::time).forEach(lines::add);
    return String.join(System.lineSeparator(), lines);
  }

  private String growth(Operation operation, Subject subject, Load load) {
    List<Double> growths =
        ratios(new Run(operation, subject, load), new Run(operation, subject, Load.SMALL));
    boolean judged = subject == Subject.ADAPTER && load == Load.LARGE;
    String target = judged ? "at most %.2f".formatted(GROWTH_MAX) : "";
    return line(operation, subject.name().toLowerCase(Locale.ROOT), growths, target);
  }

  /** Time of the one over time of the other, in every round that has both. */
  private List<Double> ratios(Run over, Run under) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      OptionalDouble upper = micros(over, round);
      OptionalDouble lower = micros(under, round);
      if (upper.isPresent() && lower.isPresent()) {
        ratios.add(upper.getAsDouble() / lower.getAsDouble());
      }
    }
    return ratios;
  }

  private OptionalDouble micros(Run run, int round) {
    return scores.stream()
        .filter(score -> score.round() == round && score.run().equals(run))
        .mapToDouble(Score::microsPerOperation)
        .findFirst();
  }

  private String time(Run run) {
    List<Double> micros =
        scores.stream()
            .filter(score -> score.run().equals(run))
            .map(Score::microsPerOperation)
            .toList();
    String of =
        "%s, %s".formatted(run.subject().name().toLowerCase(Locale.ROOT), run.load().label());
    return line(run.operation(), of, micros, "");
  }

  private static String line(Operation operation, String of, List<Double> samples, String target) {
    if (samples.isEmpty()) {
      return "  %-22s %-30s no round was quiet enough".formatted(operation.method(), of);
    }
    DoubleSummaryStatistics range =
        samples.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return "  %-22s %-30s %8.2f  (%.2f to %.2f, %d rounds)  %s"
        .formatted(
            operation.method(),
            of,
            Quantiles.median().compute(samples),
            range.getMin(),
            range.getMax(),
            samples.size(),
            target)
        .stripTrailing();
  }
}
