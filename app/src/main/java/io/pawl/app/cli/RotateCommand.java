// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.key.Purpose;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets the leader make another key. */
@Command(
    name = "rotate",
    description = {
      "Let the leader make another key and make it the active one of its purpose. The keys before",
      "it stay, for opening what they sealed. Each call is another rotation."
    },
    footer = {
      "",
      "Example:",
      "  pawl rotate --purpose storage --members n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103"
    })
final class RotateCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.rotate/1";

  private final Surroundings around;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--purpose",
      required = true,
      paramLabel = "storage|raft",
      description = "What the key is for: storage seals values, raft the cluster's own log.")
  private String purpose = "";

  RotateCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Purpose chosen = chosen();
    try (Connection connection = cluster.connect(around)) {
      KeyReply reply = KeyReply.to(connection.ask(registry -> registry.rotate(chosen)));
      if (output.isJson()) {
        around.out().println(Json.document(SCHEMA, reply::writeTo));
      } else {
        (reply instanceof KeyReply.Accepted ? around.out() : around.err()).println(reply.text());
      }
      return reply.exitClass().code();
    }
  }

  private Purpose chosen() {
    return Arrays.stream(Purpose.values())
        .filter(each -> KeyFields.of(each).equals(purpose))
        .findFirst()
        .orElseThrow(
            () ->
                new UnusableArguments("A purpose is storage or raft, not %s.".formatted(purpose)));
  }
}
