// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import static java.util.Objects.requireNonNull;

import com.google.common.math.Quantiles;
import io.pawl.app.bench.Measurement.Result;
import io.pawl.app.wiring.BenchCluster.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Medians over the turns that count, with their ranges. Clusters are compared turn by turn: what
 * was slow about a turn was so for both.
 */
final class Report {
  private final Consumer<String> out;
  private final List<Turn> turns = new ArrayList<>();

  Report(Consumer<String> out) {
    this.out = out;
  }

  /** What all clusters did one after the other at one load. */
  record Turn(int outstanding, Map<Subject, Result> results) {
    Turn {
      results = Map.copyOf(results);
    }

    double of(Subject subject, ToDoubleFunction<Result> figure) {
      return figure.applyAsDouble(requireNonNull(results.get(subject)));
    }
  }

  void add(Turn turn) {
    turns.add(turn);
    turn.results()
        .forEach((subject, result) -> out.accept(line(subject, turn.outstanding(), List.of(turn))));
  }

  void loads(List<Subject> subjects) {
    out.accept("");
    out.accept("medians of %d turns, with ranges".formatted(turns.size()));
    for (int outstanding : Bench.OUTSTANDING) {
      subjects.forEach(subject -> out.accept(line(subject, outstanding, at(outstanding))));
    }
    Subject first = subjects.get(0);
    for (int outstanding : Bench.OUTSTANDING) {
      for (Subject subject : subjects) {
        if (subject.kind() == Kind.PAWL) {
          compare(subject, only(subjects, Kind.EMPTY), outstanding);
          compare(subject, only(subjects, Kind.EMPTY_WITH_DEFAULTS), outstanding);
          if (!subject.equals(first)) {
            compare(subject, first, outstanding);
          }
        }
      }
    }
  }

  private static Subject only(List<Subject> subjects, Kind kind) {
    return subjects.stream().filter(subject -> subject.kind() == kind).findFirst().orElseThrow();
  }

  private List<Turn> at(int outstanding) {
    return turns.stream().filter(turn -> turn.outstanding() == outstanding).toList();
  }

  private void compare(Subject subject, Subject other, int outstanding) {
    List<Turn> at = at(outstanding);
    out.accept(
        "%-24s %,5d outstanding: %s of %s's throughput, %s times its median, %s times its p99"
            .formatted(
                subject.name(),
                outstanding,
                ratio(at, Result::perSecond, subject, other),
                other.name(),
                ratio(at, Result::p50Micros, subject, other),
                ratio(at, Result::p99Micros, subject, other)));
  }

  private static String ratio(
      List<Turn> turns, ToDoubleFunction<Result> figure, Subject subject, Subject other) {
    return range(
        "%.2f",
        turns.stream().map(turn -> turn.of(subject, figure) / turn.of(other, figure)).toList());
  }

  void bulk(int outstanding, int each, List<Result> results) {
    out.accept(
        "%,d outstanding x %,d registrations %s registrations/s  p50 %s us"
            .formatted(
                outstanding,
                each,
                range("%,.0f", results.stream().map(Result::perSecond).toList()),
                range("%,.0f", results.stream().map(Result::p50Micros).toList())));
  }

  private static String line(Subject subject, int outstanding, List<Turn> turns) {
    return "%-24s %,5d outstanding %s commits/s  p50 %s us  p99 %s us"
        .formatted(
            subject.name(),
            outstanding,
            range(subject, turns, Result::perSecond),
            range(subject, turns, Result::p50Micros),
            range(subject, turns, Result::p99Micros));
  }

  private static String range(Subject subject, List<Turn> turns, ToDoubleFunction<Result> figure) {
    return range("%,.0f", turns.stream().map(turn -> turn.of(subject, figure)).toList());
  }

  /** The median; with more than one figure, the least and the greatest, too. */
  private static String range(String format, List<Double> figures) {
    if (figures.isEmpty()) {
      return "none";
    }
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    String median = format.formatted(Quantiles.median().compute(sorted));
    return sorted.length == 1
        ? median
        : median
            + " (%s to %s)"
                .formatted(
                    format.formatted(sorted[0]), format.formatted(sorted[sorted.length - 1]));
  }
}
