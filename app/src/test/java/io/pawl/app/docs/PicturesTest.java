// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The drawn pictures show what their sources, which are rules, say. */
final class PicturesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern COMPONENT = Pattern.compile("(?m)^ *\\[([^]]+)] <<");
  private static final Pattern ARROW = Pattern.compile("(?m)^\\[([^]]+)] --> \\[([^]]+)]$");
  private static final Pattern DRAWN_COMPONENT =
      Pattern.compile("class=\"entity\" data-qualified-name=\"([^\"]+)\" id=\"([^\"]+)\"");
  private static final Pattern DRAWN_ARROW =
      Pattern.compile("class=\"link\" data-entity-1=\"([^\"]+)\" data-entity-2=\"([^\"]+)\"");

  @ParameterizedTest
  @ValueSource(strings = {"architecture", "domain"})
  void a_picture_shows_what_its_source_says(String name) throws IOException {
    String source = Files.readString(DOCS.resolve(name + ".puml"));
    String picture = Files.readString(DOCS.resolve(name + ".svg"));
    Map<String, String> drawn =
        DRAWN_COMPONENT
            .matcher(picture)
            .results()
            .collect(Collectors.toMap(found -> found.group(2), PicturesTest::lastName));

    Set<String> arrows =
        DRAWN_ARROW
            .matcher(picture)
            .results()
            .map(found -> drawn.get(found.group(1)) + " --> " + drawn.get(found.group(2)))
            .collect(Collectors.toSet());

    assertThat(drawn.values())
        .containsExactlyInAnyOrderElementsOf(
            COMPONENT.matcher(source).results().map(found -> found.group(1)).toList());
    assertThat(arrows)
        .as("mvn -q -N -Ppictures exec:java draws %s.svg anew", name)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            ARROW
                .matcher(source)
                .results()
                .map(found -> found.group(1) + " --> " + found.group(2))
                .toList());
  }

  /** A component inside a frame is drawn under the frame's name and its own. */
  private static String lastName(MatchResult drawn) {
    String qualified = drawn.group(1);
    for (String frame : new String[] {"shell.", "adapters.", "ports."}) {
      if (qualified.startsWith(frame)) {
        return qualified.substring(frame.length());
      }
    }
    return qualified;
  }
}
