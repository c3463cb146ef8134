// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.StoredRow;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the registry as of now. */
@Command(
    name = "writers",
    description = "List the registered writers, of one key or of all.",
    footer = {
      "",
      "Example:",
      "  pawl writers --dek 7 --members n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103"
    })
final class WritersCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.writers/1";

  private final Surroundings around;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--dek", paramLabel = "ID", description = "Only the writers of this key.")
  private @Nullable String dek;

  WritersCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    List<StoredRow> rows = dek == null ? all() : of(dekId(dek));
    if (output.isJson()) {
      around
          .out()
          .println(
              Json.document(SCHEMA, json -> json.objects("writers", rows, RegistryFields::stored)));
    } else {
      RegistryTable table = new RegistryTable();
      rows.forEach(table::add);
      table.lines().forEach(around.out()::println);
    }
    return 0;
  }

  private static DekId dekId(String text) {
    long number = Arguments.dekNumber(text);
    if (DekId.isReserved(number)) {
      throw new CommandRefused(Sentinel.KEY_ID_RESERVED, "It has no writers.");
    }
    return new DekId(number);
  }

  private List<StoredRow> of(DekId id) {
    try (Connection connection = cluster.connect(around)) {
      return connection.ask(registry -> registry.rows(id));
    }
  }

  private List<StoredRow> all() {
    try (Connection connection = cluster.connect(around)) {
      return connection.ask(WritersCommand::all);
    }
  }

  private static List<StoredRow> all(RemoteRegistry registry) {
    return registry.deks().stream().flatMap(id -> registry.rows(id).stream()).toList();
  }
}
