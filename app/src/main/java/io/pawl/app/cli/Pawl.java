// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of Pawl. */
@Command(
    name = "pawl",
    mixinStandardHelpOptions = true,
    subcommands = {ServeCommand.class, DemoCommand.class})
public final class Pawl {

  private Pawl() {}

  public static void main(String[] args) {
    OneLog.open();
    System.exit(new CommandLine(new Pawl()).execute(args));
  }
}
