// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.ExitClass;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what bytes mean, without a cluster; many of them from standard input. */
@Command(
    name = "inspect",
    description = "Say what bytes mean, in JSON; exits with 14 if any are malformed.",
    footer = {
      "",
      "Examples:",
      "  pawl inspect entry 03011234567808b37b07b558d4c00000",
      "  pawl inspect -"
    })
final class InspectCommand implements Callable<Integer> {
  private static final int BATCH = 1024;
  private static final String STANDARD_INPUT = "-";

  private final Surroundings around;

  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "STDIN",
      description = "- reads standard input: a line is entry HEX, or row KEYHEX VALUEHEX.")
  private @Nullable String source;

  InspectCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    if (!STANDARD_INPUT.equals(source)) {
      throw new UnusableArguments("Name what to inspect: an entry, a row, a snapshot, or -.");
    }
    Lines lines = new Lines(around.in());
    ExitClass worst = ExitClass.OK;
    for (var batch = lines.batch(BATCH); !batch.isEmpty(); batch = lines.batch(BATCH)) {
      for (Lines.Line line : batch) {
        Finding finding = Inspecting.line(line);
        around.out().println(finding.json());
        worst = finding.isOk() ? worst : ExitClass.INTEGRITY;
      }
      around.out().flush();
    }
    return worst.code();
  }
}
