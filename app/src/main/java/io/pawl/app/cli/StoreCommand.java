// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the store of a node that does not run. */
@Command(
    name = "store",
    description = "Look into the store of a node that does not run.",
    footer = {"", "Example:", "  pawl store dump /var/lib/pawl/n1"})
final class StoreCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "What is to be done with the store?");
  }
}
