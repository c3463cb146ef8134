// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMultiset;
import com.google.common.collect.Multiset;
import io.pawl.domain.exploration.Findings.Held;
import io.pawl.domain.exploration.Findings.Tally;
import io.pawl.domain.exploration.Findings.Violated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page beside the model tells what the exploration finds, word by word and number by number.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ModelPageTest {

  static Stream<String> configurations() throws IOException {
    try (Stream<Path> files = Files.list(Configuration.FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".cfg"))
          .map(name -> name.substring(0, name.length() - ".cfg".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void the_page_has_the_numbers_of(String configuration) throws IOException {
    String row = "(?m)^\\| \\[`%1$s`]\\(%1$s\\.cfg\\) \\| [^|]* \\| %2$s \\|$";
    String numbers =
        ProductionFindings.of(configuration) instanceof Held held
            ? numbers(held.tally())
            : Integer.toString(((Violated) ProductionFindings.of(configuration)).steps().size());

    assertThat(page()).containsPattern(row.formatted(configuration, numbers));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void the_page_tells_the_story_of(String configuration) throws IOException {
    if (ProductionFindings.of(configuration) instanceof Violated violated) {
      assertThat(page()).contains(printed(configuration, Story.of(violated)));
    }
  }

  @Test
  void the_page_shows_what_was_seen() throws IOException {
    Tally tally = ((Held) ProductionFindings.of("safe")).tally();

    assertThat(page()).contains(printed("safe", seen(tally)));
  }

  private static String page() throws IOException {
    return Files.readString(Configuration.FOLDER.resolve("README.md"));
  }

  private static String printed(String configuration, String text) {
    return "<!-- printed: %s -->\n```text\n%s\n```\n".formatted(configuration, text);
  }

  private static String numbers(Tally tally) {
    return String.format(
        Locale.ROOT, "%,d \\| %,d \\| %d", tally.distinct(), tally.generated(), tally.depth());
  }

  private static String seen(Tally tally) {
    List<String> lines = new ArrayList<>();
    lines.add("Steps:");
    lines.addAll(counts(tally.steps()));
    lines.add("Answers to Register:");
    lines.addAll(counts(tally.outcomes()));
    lines.add("States in which");
    lines.addAll(counts(tally.sights()));
    return String.join("\n", lines);
  }

  private static <E extends Comparable<E>> List<String> counts(Multiset<E> seen) {
    return ImmutableSortedMultiset.copyOf(seen).elementSet().stream()
        .map(
            element -> String.format(Locale.ROOT, "%,11d  %s", seen.count(element), words(element)))
        .toList();
  }

  private static String words(Object element) {
    return element instanceof Sight sight
        ? sight.name().toLowerCase(Locale.ROOT).replace('_', ' ')
        : element.toString();
  }
}
