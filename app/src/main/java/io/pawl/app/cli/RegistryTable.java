// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterRow;
import java.util.List;

/** Rows for people. */
final class RegistryTable {
  private final Table table =
      Table.of("DEK", "SLOT", "NODE ID", "FIRST SEEN", "LAST SEEN", "INCARNATION");

  void add(StoredRow stored) {
    WriterRow row = stored.row();
    table.row(
        stored.key().dek().toString(),
        stored.key().slot().toString(),
        row.owner().toString(),
        row.firstSeen().toString(),
        row.lastSeen().toString(),
        row.incarnation().toString());
  }

  List<String> lines() {
    return table.lines();
  }
}
