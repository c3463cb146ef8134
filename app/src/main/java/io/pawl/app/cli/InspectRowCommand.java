// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a stored row means. */
@Command(
    name = "row",
    description = "Say what a stored row means.",
    footer = {
      "",
      "Example:",
      "  pawl inspect row 21656e6372797074696f6e7c777269746572737c123456787cd4c0"
          + " 08b37b07b558d4c000030005"
    })
final class InspectRowCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "KEYHEX", description = "The bytes of its key.")
  private String key = "";

  @Parameters(index = "1", paramLabel = "VALUEHEX", description = "The bytes of its value.")
  private String value = "";

  InspectRowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    return Inspecting.row(key, value).printTo(around.out());
  }
}
