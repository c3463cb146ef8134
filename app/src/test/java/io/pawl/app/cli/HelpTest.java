// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class HelpTest {
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  private final Shell shell = new Shell();

  static List<String> commands() {
    List<String> names = new ArrayList<>();
    collect(line(), names);
    return names;
  }

  private static void collect(CommandLine line, List<String> names) {
    names.add(line.getCommandSpec().qualifiedName());
    line.getSubcommands().values().forEach(subcommand -> collect(subcommand, names));
  }

  /** Of all commands, except of those that come with picocli. */
  static List<OptionSpec> options() {
    List<OptionSpec> options = new ArrayList<>();
    collectOptions(line(), options);
    return options;
  }

  private static void collectOptions(CommandLine line, List<OptionSpec> options) {
    if (!line.getCommandSpec().name().equals("generate-completion")) {
      options.addAll(line.getCommandSpec().options());
      line.getSubcommands().values().forEach(subcommand -> collectOptions(subcommand, options));
    }
  }

  private static CommandLine line() {
    return PawlCommand.line(
        Surroundings.ofThisProcess(
            new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_ends_with_an_example_that_is_understood(String command) {
    Shell.Ended ended = shell.run(args(command + " --help"));

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    List<String> examples = examples(ended.out());
    assertThat(examples).isNotEmpty();
    assertThat(ended.out()).endsWith(examples.get(examples.size() - 1) + "\n");
    for (String example : examples) {
      assertThat(example).contains(command.equals("pawl") ? "pawl " : command);
      line().parseArgs(args(example));
    }
  }

  private static List<String> examples(String help) {
    return help.lines()
        .dropWhile(text -> !text.matches("Examples?:"))
        .skip(1)
        .map(String::strip)
        .toList();
  }

  private static String[] args(String command) {
    Stream<String> words = WORDS.splitToStream(command).skip(1);
    return words.toArray(String[]::new);
  }

  @Test
  void the_version_is_one_line() {
    assertThat(shell.run("--version").out()).startsWith("pawl ").hasLineCount(1);
  }

  @Test
  void a_shell_can_complete_every_command() {
    Shell.Ended ended = shell.run("generate-completion");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("complete -F", "register", "writers", "--members");
  }

  @Test
  void without_a_command_or_with_none_that_there_is_the_way_to_help_is_shown() {
    assertThat(shell.run().code()).isEqualTo(2);
    assertThat(shell.run().err()).contains("See pawl --help.");
    assertThat(shell.run("frobnicate").code()).isEqualTo(2);
    assertThat(shell.run("store").code()).isEqualTo(2);
    assertThat(shell.run("kek").code()).isEqualTo(2);
    assertThat(shell.run("inspect").code()).isEqualTo(2);
  }
}
