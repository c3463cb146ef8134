// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SentinelsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "sentinels.md");

  @Test
  void the_page_lists_every_sentinel_as_the_code_has_it() throws IOException {
    List<String> expected = Arrays.stream(Sentinel.values()).map(SentinelsPageTest::row).toList();

    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows).containsExactlyElementsOf(expected);
  }

  private static String row(Sentinel sentinel) {
    return "| `%s` | %d | %s | %s |"
        .formatted(
            sentinel.name(), sentinel.exitClass().code(), sentinel.meaning(), sentinel.remedy());
  }
}
