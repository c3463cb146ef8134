// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what an entry of the log means. */
@Command(
    name = "entry",
    description = "Say what an entry of the log means.",
    footer = {"", "Example:", "  pawl inspect entry 03011234567808b37b07b558d4c00000"})
final class InspectEntryCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "HEX", description = "The bytes of the entry.")
  private String hex = "";

  InspectEntryCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    return Inspecting.entry(hex).printTo(around.out());
  }
}
