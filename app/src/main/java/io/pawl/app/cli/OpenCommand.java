// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.ConnectedVault;
import io.pawl.app.wiring.VaultSettings;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.writer.NodeName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens one sealed value. It writes nothing to the cluster. */
@Command(
    name = "open",
    description = {
      "Open a sealed value with the key it names, active or old. The key is unwrapped in this",
      "process, with your KEK."
    },
    footer = {
      "",
      "Example:",
      "  pawl open --kek-file kek --context 2026/report --in report.sealed --out report"
    })
final class OpenCommand implements Callable<Integer> {

  /** Whoever only opens registers nowhere, so that its name does not matter. */
  private static final NodeName READER = new NodeName("reader");

  private static final String SCHEMA = "pawl.open/1";

  private final Surroundings around;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final KekOptions kek = new KekOptions();
  @Mixin private final ValueOptions value = new ValueOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  OpenCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (output.isJson() && value.out().isEmpty()) {
      throw new UnusableArguments("The value goes to the standard output: --json needs --out.");
    }
    byte[] envelope = value.read(around, Envelope.lengthOf(ValueOptions.TEXT_LENGTH_MAX));
    byte[] text = text(envelope);
    value.write(around, text);
    if (value.out().isPresent()) {
      around.out().println(told(text.length));
    }
    return 0;
  }

  private byte[] text(byte[] envelope) {
    try (Connection connection = cluster.connect(around)) {
      return connection.ask(
          registry -> {
            try (ConnectedVault open =
                ConnectedVault.over(registry, settings(connection.cluster()))) {
              return open.vault()
                  .open(
                      envelope,
                      value.context(),
                      refusal -> {
                        throw new CommandRefused(refusal.sentinel(), refusal.detail());
                      });
            }
          });
    }
  }

  private VaultSettings settings(Cluster reached) {
    return new VaultSettings(reached, READER, kek.source(around), null);
  }

  private String told(int length) {
    return output.isJson()
        ? Json.document(SCHEMA, json -> json.number("bytes", length))
        : "Opened: %d bytes.".formatted(length);
  }
}
