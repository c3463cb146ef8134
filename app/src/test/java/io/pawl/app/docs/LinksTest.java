// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LinksTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

  @Test
  void every_link_between_pages_and_into_the_code_leads_somewhere() throws IOException {
    List<Path> pages = pages();

    assertThat(pages).hasSizeGreaterThan(10);
    for (Path page : pages) {
      assertThat(targets(page)).as("links of %s", page).allMatch(Files::exists);
    }
  }

  @Test
  void every_decision_is_numbered_without_a_gap() throws IOException {
    try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
      List<String> numbers =
          decisions.map(file -> file.getFileName().toString().substring(0, 4)).sorted().toList();

      List<String> expected =
          Stream.iterate(1, n -> n + 1).limit(numbers.size()).map("%04d"::formatted).toList();
      assertThat(numbers).isEqualTo(expected);
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      Stream<Path> pages = docs.filter(file -> file.toString().endsWith(".md"));
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages).toList();
    }
  }

  private static List<Path> targets(Path page) throws IOException {
    return LINK.matcher(Files.readString(page))
        .results()
        .map(link -> page.resolveSibling(link.group(1)))
        .toList();
  }
}
