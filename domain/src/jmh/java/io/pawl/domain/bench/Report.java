// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.bench;

import static com.google.common.math.Quantiles.median;
import static com.google.common.math.Quantiles.quartiles;
import static java.util.Objects.requireNonNull;

import io.pawl.domain.bench.Score.Doer;
import io.pawl.domain.bench.Score.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ratios, not times: the slices of one round met the same machine, so each round gives a ratio of
 * its own. A JVM goes on as it has compiled, so what counts is the median of its rounds, and JVMs
 * are what there are many of: reported is the median over them, and between which bounds the middle
 * half of them is. Where a buffer is filled, Tink makes an array all the same.
 */
final class Report {
  private static final int SHORT_BELOW = 1024;

  private final List<Score> scores;
  private final List<Run> bareRuns;

  Report(List<Score> scores) {
    this.scores = List.copyOf(scores);
    this.bareRuns =
        scores.stream().map(Score::run).filter(run -> run.doer() == Doer.BARE).distinct().toList();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| | bytes | threads | of the bare cipher | JVMs | of Tink | of a Tink key set | B/op | B/op, bare |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    bareRuns.forEach(run -> lines.add(row(run)));
    lines.add("");
    lines.add("| operations a second | bytes | threads | bare | Pawl | Tink | Tink key set |");
    lines.add("|---|---:|---:|---:|---:|---:|---:|");
    bareRuns.forEach(run -> lines.add(speeds(run)));
    lines.add("");
    List<String> missed = bareRuns.stream().flatMap(run -> missed(run).stream()).toList();
    lines.add("Below what is to be met, by the median: " + (missed.isEmpty() ? "nothing." : ""));
    lines.addAll(missed);
    return String.join(System.lineSeparator(), lines);
  }

  private String row(Run bare) {
    Run pawl = bare.by(Doer.PAWL);
    List<Double> shares = ratios(pawl, bare);
    return "| %s | %d | %d | %s | %d | %s | %s | %.1f | %.1f |"
        .formatted(
            bare.way().method(),
            bare.size(),
            bare.threads(),
            told(shares),
            shares.size(),
            told(ratios(pawl, bare.by(Doer.TINK))),
            told(ratios(pawl, bare.by(Doer.TINK_KEYSET))),
            allocated(pawl),
            allocated(bare));
  }

  private List<String> missed(Run bare) {
    List<String> missed = new ArrayList<>();
    for (Doer peer : List.of(Doer.BARE, Doer.TINK, Doer.TINK_KEYSET)) {
      List<Double> ratios = ratios(bare.by(Doer.PAWL), bare.by(peer));
      if (!ratios.isEmpty() && median().compute(ratios) < toBeMet(bare, peer)) {
        missed.add(
            String.format(
                Locale.ROOT,
                "- %s, %d bytes, %d threads: %.3f of %s, to be %.2f",
                bare.way().method(),
                bare.size(),
                bare.threads(),
                median().compute(ratios),
                peer,
                toBeMet(bare, peer)));
      }
    }
    return missed;
  }

  private static double toBeMet(Run bare, Doer peer) {
    if (peer != Doer.BARE) {
      return 1;
    }
    return bare.way().isIntoBuffer() && bare.size() < SHORT_BELOW ? 0.9 : 0.95;
  }

  private String speeds(Run bare) {
    return "| %s | %d | %d | %s | %s | %s | %s |"
        .formatted(
            bare.way().method(),
            bare.size(),
            bare.threads(),
            speed(bare),
            speed(bare.by(Doer.PAWL)),
            speed(bare.by(Doer.TINK)),
            speed(bare.by(Doer.TINK_KEYSET)));
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

  /** One for each JVM. */
  private List<Double> ratios(Run over, Run under) {
    Map<Score.Round, Double> base = new HashMap<>();
    scores.stream()
        .filter(score -> score.run().equals(under))
        .forEach(score -> base.put(score.round(), score.operations()));
    Map<Integer, List<Double>> byJvm = new TreeMap<>();
    scores.stream()
        .filter(score -> score.run().equals(over))
        .filter(score -> base.containsKey(score.round()))
        .forEach(
            score ->
                byJvm
                    .computeIfAbsent(score.round().jvm(), jvm -> new ArrayList<>())
                    .add(score.operations() / requireNonNull(base.get(score.round()))));
    return byJvm.values().stream().map(rounds -> median().compute(rounds)).toList();
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
