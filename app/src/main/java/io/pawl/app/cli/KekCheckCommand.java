// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.kek.KekSource;
import io.pawl.ports.driven.Kek;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens a KEK and closes it again. */
@Command(
    name = "check",
    description = "See whether a KEK is fit to be used; exits with 12 if it is not.",
    footer = {
      "",
      "Examples:",
      "  pawl kek check --kek-file /etc/pawl/kek",
      "  pawl kek check --pkcs11-library /usr/lib/softhsm/libsofthsm2.so --pkcs11-slot 0"
          + " --pkcs11-key kek --pkcs11-pin-file pin"
    })
final class KekCheckCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final KekOptions options = new KekOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  KekCheckCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    KekSource source = options.source(around);
    try (Kek kek = source.open()) {
      around
          .out()
          .println(
              output.isJson()
                  ? Json.document(
                      KekCommand.SCHEMA,
                      json -> json.text("kind", kek.kind()).text("source", source.toString()))
                  : "%s: a KEK of kind %s, fit to be used".formatted(source, kek.kind()));
    }
    return 0;
  }
}
