// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with a KEK alone. */
@Command(
    name = "kek",
    description = "Make the key that wraps all others, or see whether one can be used.",
    footer = {"", "Example:", "  pawl kek generate /etc/pawl/kek"})
final class KekCommand implements Callable<Integer> {
  static final String SCHEMA = "pawl.kek/1";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "What is to be done with the KEK?");
  }
}
