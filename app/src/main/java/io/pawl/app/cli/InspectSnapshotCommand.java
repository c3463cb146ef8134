// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a snapshot holds, after reading all of it. */
@Command(
    name = "snapshot",
    description = "Say what a snapshot holds, and whether it is whole and undamaged.",
    footer = {"", "Example:", "  pawl inspect snapshot registry.pawlsnp"})
final class InspectSnapshotCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FILE", description = "The file of the snapshot.")
  private Path file = Path.of("");

  InspectSnapshotCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try {
      return Inspecting.snapshot(file).printTo(around.out());
    } catch (IOException e) {
      throw new UnusableArguments("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
