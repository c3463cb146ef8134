// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A page that names a method in a file is right about both. */
final class SymbolsTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern SYMBOL =
      Pattern.compile("\\[`(\\w+)(?:\\.(\\w+))?`]\\(([^)#]+\\.java)\\)");
  private static final List<String> PAGES =
      List.of("walkthrough.md", "failure-scenarios.md", "threat-model.md", "key-lifecycle.md");

  @Test
  void every_type_and_method_that_a_page_names_is_in_the_file_it_links_to() throws IOException {
    List<Symbol> symbols = new ArrayList<>();
    for (String page : PAGES) {
      symbols.addAll(symbolsOf(page));
    }

    assertThat(symbols).hasSizeGreaterThan(20);
    assertThat(symbols)
        .allSatisfy(symbol -> assertThat(symbol.isThere()).as(symbol.text()).isTrue());
  }

  @Test
  void a_method_that_is_not_there_is_missed() throws IOException {
    Path file = Path.of("src/test/java/io/pawl/app/docs/SymbolsTest.java");

    assertThat(new Symbol(file, "SymbolsTest", "symbolsOf").isThere()).isTrue();
    assertThat(new Symbol(file, "SymbolsTest", "no" + "Such").isThere()).isFalse();
    assertThat(new Symbol(file, "Other" + "Test", "symbolsOf").isThere()).isFalse();
  }

  /** A type, and a method of it or the empty string, in a file. */
  private record Symbol(Path file, String type, String method) {
    boolean isThere() throws IOException {
      String source = Files.readString(file);
      boolean typeIsThere =
          Pattern.compile("(?:class|interface|record|enum) " + type + "\\b").matcher(source).find();
      boolean methodIsThere =
          method.isEmpty() || Pattern.compile("\\b" + method + "\\(").matcher(source).find();
      return typeIsThere && methodIsThere;
    }

    String text() {
      return "%s.%s in %s".formatted(type, method, file);
    }
  }

  private static List<Symbol> symbolsOf(String page) throws IOException {
    List<Symbol> symbols = new ArrayList<>();
    Matcher matcher = SYMBOL.matcher(Files.readString(DOCS.resolve(page)));
    while (matcher.find()) {
      String method = matcher.group(2) == null ? "" : matcher.group(2);
      symbols.add(new Symbol(DOCS.resolve(matcher.group(3)), matcher.group(1), method));
    }
    return symbols;
  }
}
