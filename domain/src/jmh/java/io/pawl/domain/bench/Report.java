// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import static com.google.common.math.Quantiles.median;
import static com.google.common.math.Quantiles.quartiles;

import io.pawl.domain.bench.Score.Doer;
import io.pawl.domain.bench.Score.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ratios, not times: two runs of one turn met the same machine, so each turn gives a ratio of its
 * own; with Tink a buffer is compared with a new array. The median over the turns is reported, and
 * between which bounds the middle half of them is.
 */
final class Report {
  private final List<Score> scores;
  private final List<Run> bareRuns;

  Report(List<Score> scores) {
    this.scores = List.copyOf(scores);
    this.bareRuns =
        scores.stream().map(Score::run).filter(run -> run.doer() == Doer.BARE).distinct().toList();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("| | bytes | threads | of the bare cipher | turns | of Tink | B/op | B/op, bare |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|---:|");
    bareRuns.forEach(run -> lines.add(row(run)));
    lines.add("");
    lines.add("| operations a second | bytes | threads | bare | Pawl | Tink |");
    lines.add("|---|---:|---:|---:|---:|---:|");
    bareRuns.forEach(run -> lines.add(speeds(run)));
    return String.join(System.lineSeparator(), lines);
  }

  private String row(Run bare) {
    Run pawl = bare.by(Doer.PAWL);
    List<Double> shares = ratios(pawl, bare);
    return "| %s | %d | %d | %s | %d | %s | %.1f | %.1f |"
        .formatted(
            bare.way().method(),
            bare.size(),
            bare.threads(),
            told(shares),
            shares.size(),
            told(ratios(pawl, bare.byTink())),
            allocated(pawl),
            allocated(bare));
  }

  private String speeds(Run bare) {
    return "| %s | %d | %d | %s | %s | %s |"
        .formatted(
            bare.way().method(),
            bare.size(),
            bare.threads(),
            speed(bare),
            speed(bare.by(Doer.PAWL)),
            speed(bare.by(Doer.TINK)));
  }

  /** With two threads, also how many times what one does. */
  private String speed(Run run) {
    List<Double> operations = operations(run);
    if (operations.isEmpty()) {
      return "";
    }
    double speed = median().compute(operations);
    List<Double> alone = operations(run.with(1));
    return run.threads() == 1 || alone.isEmpty()
        ? String.format(Locale.ROOT, "%,.0f", speed)
        : String.format(Locale.ROOT, "%,.0f, x %.2f", speed, speed / median().compute(alone));
  }

  private List<Double> ratios(Run over, Run under) {
    Map<String, Double> base = new HashMap<>();
    scores.stream()
        .filter(score -> score.run().equals(under))
        .forEach(score -> base.put(score.turn(), score.operations()));
    return scores.stream()
        .filter(score -> score.run().equals(over) && base.containsKey(score.turn()))
        .map(score -> score.operations() / base.getOrDefault(score.turn(), Double.NaN))
        .toList();
  }

  private List<Double> operations(Run run) {
    return scores.stream().filter(score -> score.run().equals(run)).map(Score::operations).toList();
  }

  private double allocated(Run run) {
    return median()
        .compute(
            scores.stream()
                .filter(score -> score.run().equals(run))
                .map(Score::allocated)
                .toList());
  }

  private static String told(List<Double> ratios) {
    return ratios.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%.3f (%.3f to %.3f)",
            median().compute(ratios),
            quartiles().index(1).compute(ratios),
            quartiles().index(3).compute(ratios));
  }
}
