// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.ExitClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** The page says what there is. */
final class CommandLinePageTest {
  private static final Path PAGE = Path.of("..", "docs", "cli.md");

  @ParameterizedTest
  @MethodSource("io.pawl.app.cli.HelpTest#commands")
  void every_command_is_on_it(String command) throws IOException {
    assertThat(page()).contains("`" + command);
  }

  @Test
  void every_option_is_on_it() throws IOException {
    for (OptionSpec option : HelpTest.options()) {
      assertThat(page()).contains(option.longestName());
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_exit_code_is_on_it(ExitClass exit) throws IOException {
    assertThat(page()).contains("\n| " + exit.code() + " |");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pawl.error/1",
        "pawl.inspect/1",
        "pawl.kek/1",
        "pawl.probe/1",
        "pawl.register/1",
        "pawl.row/1",
        "pawl.snapshot/1",
        "pawl.status/1",
        "pawl.writers/1"
      })
  void every_schema_is_on_it(String schema) throws IOException {
    assertThat(page()).contains(schema);
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }
}
