// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.NodeSettings;
import io.pawl.ports.driven.Member;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a node says when it is up.
 *
 * @param http where probes and metrics are served; empty for nowhere
 */
record Announcement(String node, int groups, String address, String http) {
  private static final String SCHEMA = "pawl.serve/1";

  static Announcement of(NodeSettings settings, @Nullable InetSocketAddress http) {
    String address =
        settings.members().stream()
            .filter(member -> member.name().equals(settings.name()))
            .map(Member::address)
            .findFirst()
            .orElseThrow();
    return new Announcement(
        settings.name().value(),
        settings.groups(),
        address,
        http == null ? "" : HttpAddress.format(http));
  }

  String inWords() {
    return "%s serves %s on %s%s"
        .formatted(
            node,
            groups == 1 ? "1 group" : groups + " groups",
            address,
            http.isEmpty() ? "" : ", http " + http);
  }

  String inJson() {
    return Json.document(
        SCHEMA,
        fields -> {
          fields.text("node", node).number("groups", groups).text("address", address);
          if (!http.isEmpty()) {
            fields.text("http", http);
          }
        });
  }
}
