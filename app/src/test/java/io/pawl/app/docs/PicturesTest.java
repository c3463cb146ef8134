// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A drawn picture carries the source that it was drawn from, which is the one beside it. */
final class PicturesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern CARRIED = Pattern.compile("<\\?plantuml-src ([-_0-9A-Za-z]+)\\?>");

  /** PlantUML writes base 64 with digits in another order than everybody else. */
  private static final String ITS_DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return files.filter(file -> file.toString().endsWith(".puml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void a_picture_is_drawn_from_its_source_as_it_is_now(Path source) throws IOException {
    String name = source.getFileName().toString();
    Path picture = source.resolveSibling(name.replaceFirst("puml$", "svg"));

    assertThat(picture).exists();
    assertThat(carriedIn(picture))
        .as("mvn -q -N -Ppictures exec:java draws %s anew", picture)
        .containsExactlyElementsOf(withoutFrame(Files.readAllLines(source)));
  }

  /** Without the first line and the last, which say only that a diagram starts and ends. */
  private static List<String> withoutFrame(List<String> lines) {
    return lines.subList(1, lines.size() - 1);
  }

  private static List<String> carriedIn(Path picture) throws IOException {
    Matcher found = CARRIED.matcher(Files.readString(picture));
    assertThat(found.find()).as("%s carries a source", picture).isTrue();
    StringBuilder digits = new StringBuilder();
    found
        .group(1)
        .chars()
        .forEach(digit -> digits.append(DIGITS.charAt(ITS_DIGITS.indexOf(digit))));
    byte[] packed = Base64.getUrlDecoder().decode(digits.toString());
    try (InputStream text =
        new InflaterInputStream(new ByteArrayInputStream(packed), new Inflater(true))) {
      return new String(text.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
