// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on how to add an engine shows the code there is. */
final class AddingAnEnginePageTest {
  private static final Path PAGE = Path.of("..", "docs", "adding-an-engine.md");
  private static final Path EXAMPLE = Path.of("src/test/java/io/pawl/ports/example");
  private static final Path SERVICES =
      Path.of("src/test/resources/META-INF/services/io.pawl.ports.driven.StorageEngine");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)\\)");

  @Test
  void every_java_block_is_verbatim_in_the_example() throws IOException {
    String sources = sources();
    List<String> blocks = blocks("java");

    assertThat(blocks).hasSizeGreaterThanOrEqualTo(7);
    assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(block));
  }

  @Test
  void the_services_line_is_the_one_that_works() throws IOException {
    assertThat(blocks("services")).containsExactly(Files.readString(SERVICES));
  }

  @Test
  void every_link_leads_somewhere() throws IOException {
    assertThat(matches(LINK)).isNotEmpty().allSatisfy(link -> assertThat(target(link)).exists());
  }

  private static Path target(String link) {
    return PAGE.resolveSibling(link);
  }

  private static List<String> blocks(String language) throws IOException {
    return matches(
        Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE));
  }

  private static List<String> matches(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLE)) {
      return files.sorted().map(AddingAnEnginePageTest::read).collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
