// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.kek.KekFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a KEK. */
@Command(
    name = "generate",
    description = "Draw a KEK and write it into a new file that only you can read.",
    footer = {"", "Example:", "  pawl kek generate /etc/pawl/kek"})
final class KekGenerateCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FILE", description = "Where the KEK is to be; nothing may be there.")
  private Path file = Path.of("");

  KekGenerateCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    KekFile.generate(file, new SecureRandom());
    around
        .out()
        .println(
            output.isJson()
                ? Json.document(
                    KekCommand.SCHEMA,
                    json -> json.text("kind", "file").text("source", file.toString()))
                : """
                %s: a new KEK. Every node needs a copy, and you need one in a safe place:
                without it nobody can open what the cluster seals."""
                    .formatted(file));
    return 0;
  }
}
