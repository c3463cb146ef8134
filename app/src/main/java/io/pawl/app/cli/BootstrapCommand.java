// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.ports.driven.RemoteRegistry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets the leader make the first keys. */
@Command(
    name = "bootstrap",
    description = {
      "Let the leader make the cluster's first keys, one for storage and one for its own log.",
      "Every member must be up, with --encryption and the same KEK. It happens once."
    },
    footer = {
      "",
      "Example:",
      "  pawl bootstrap --members n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103"
    })
final class BootstrapCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.bootstrap/1";

  private final Surroundings around;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  BootstrapCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (Connection connection = cluster.connect(around)) {
      KeyReply reply = KeyReply.to(connection.ask(RemoteRegistry::bootstrap));
      if (output.isJson()) {
        around.out().println(Json.document(SCHEMA, reply::writeTo));
      } else {
        (reply instanceof KeyReply.Accepted ? around.out() : around.err()).println(reply.text());
      }
      return reply.exitClass().code();
    }
  }
}
