// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.OfflineStore;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterRow;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the rows of a store as they come, however many there are. */
@Command(
    name = "dump",
    description = "Print the key ring and every row in order, whatever engine wrote them.",
    footer = {"", "Example:", "  pawl store dump /var/lib/pawl/n1"})
final class StoreDumpCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.row/1";
  private static final String RING_SCHEMA = "pawl.keyring/1";
  private static final String COLUMNS = "%-10s  %-4s  %-16s  %-10s  %-9s  %s";

  private final Surroundings around;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--group",
      paramLabel = "K",
      description = "The group, counted from 0, if DIR is a data folder. Default: 0.")
  private int group;

  @Parameters(
      paramLabel = "DIR",
      description = "The data folder of a node, or the folder of a store.")
  private Path dir = Path.of("");

  StoreDumpCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (OfflineStore store = OfflineStore.open(dir, group)) {
      if (output.isJson()) {
        printJson(store.keyRing());
        store.rows(this::printJson);
      } else {
        printHeader(store);
        print(store.keyRing());
        printColumns();
        store.rows(this::print);
      }
    }
    return 0;
  }

  private void printJson(StoredRow stored) {
    around.out().println(Json.document(SCHEMA, json -> RegistryFields.stored(json, stored)));
  }

  private void printHeader(OfflineStore store) {
    String position =
        store
            .lastApplied()
            .map(at -> "applied up to term %s, index %s".formatted(at.term(), at.index()))
            .orElse("nothing applied yet");
    around
        .out()
        .println(
            "# engine %s, cluster %s, %s".formatted(store.engine(), store.cluster(), position));
  }

  /** One comment to a key, so that the rows stay a table. */
  private void print(KeyRing ring) {
    if (ring instanceof KeyRing.Filled filled) {
      filled.keys().forEach(key -> around.out().println("# " + KeyRingFields.line(filled, key)));
    }
  }

  private void printJson(KeyRing ring) {
    if (ring instanceof KeyRing.Filled filled) {
      around.out().println(Json.document(RING_SCHEMA, json -> KeyRingFields.write(json, filled)));
    }
  }

  private void printColumns() {
    around
        .out()
        .println(
            COLUMNS.formatted("DEK", "SLOT", "NODE ID", "FIRST SEEN", "LAST SEEN", "INCARNATION"));
  }

  private void print(StoredRow stored) {
    WriterRow row = stored.row();
    around
        .out()
        .println(
            COLUMNS.formatted(
                stored.key().dek(),
                stored.key().slot(),
                row.owner(),
                row.firstSeen(),
                row.lastSeen(),
                row.incarnation()));
  }
}
