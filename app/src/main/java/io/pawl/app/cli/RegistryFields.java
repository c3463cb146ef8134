// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.WriterRow;

/** Rows in JSON, under the same names everywhere. */
final class RegistryFields {

  private RegistryFields() {}

  static void stored(Json json, StoredRow stored) {
    json.number("dek_id", stored.key().dek().value()).text("slot", stored.key().slot().toString());
    row(json, stored.row());
  }

  static void row(Json json, WriterRow row) {
    json.text("node_id", row.owner().toString())
        .number("first_seen", row.firstSeen().value())
        .number("last_seen", row.lastSeen().value());
    incarnation(json, row.incarnation());
  }

  static void incarnation(Json json, Incarnation incarnation) {
    if (incarnation instanceof Incarnation.Drawn drawn) {
      json.text("incarnation", drawn.toString());
    } else {
      json.nothing("incarnation");
    }
  }
}
