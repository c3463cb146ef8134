// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.ports.driven.ClusterKeys;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the key ring as of now. */
@Command(
    name = "keys",
    description = "List the cluster's keys: their ids, what they are for, and since when.",
    footer = {
      "",
      "Example:",
      "  pawl keys --members n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103"
    })
final class KeysCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.keys/1";

  private final Surroundings around;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  KeysCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (Connection connection = cluster.connect(around)) {
      ClusterKeys keys = connection.ask(RemoteRegistry::keys);
      if (output.isJson()) {
        around.out().println(Json.document(SCHEMA, json -> write(json, keys)));
      } else {
        print(keys.ring());
      }
      return 0;
    }
  }

  private static void write(Json json, ClusterKeys keys) {
    json.text("cluster_id", keys.cluster().toString());
    if (keys.ring() instanceof KeyRing.Filled ring) {
      KeyRingFields.write(json, ring);
    } else {
      json.object(
          "active",
          active -> List.of(Purpose.values()).forEach(each -> active.nothing(KeyFields.of(each))));
      json.objects("keys", List.of(), (one, key) -> {});
    }
  }

  private void print(KeyRing known) {
    if (!(known instanceof KeyRing.Filled ring)) {
      around.out().println("The cluster has no keys yet; `pawl bootstrap` makes the first ones.");
      return;
    }
    Table table = Table.of("KEY", "PURPOSE", "STATE", "CREATED", "INDEX");
    for (RingKey key : ring.keys()) {
      table.row(
          key.id().toString(),
          KeyFields.of(key.purpose()),
          KeyFields.state(ring, key),
          KeyFields.created(key),
          Long.toString(key.index()));
    }
    table.lines().forEach(around.out()::println);
  }
}
