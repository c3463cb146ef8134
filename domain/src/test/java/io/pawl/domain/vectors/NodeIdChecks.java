// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeIdHash;
import io.pawl.domain.writer.NodeName;

/** Names and the ids they hash to. */
final class NodeIdChecks {

  private NodeIdChecks() {}

  static void v1(VectorCase vector) {
    if (vector.bytes("raft_id_hex").isEmpty()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NodeName(vector.text("raft_id_utf8")));
      return;
    }
    NodeId id = vector.node("full_node_id_hex");
    assertThat(NodeIdHash.of(vector.bytes("raft_id_hex"))).isEqualTo(id);
    assertThat(Long.toUnsignedString(id.bits())).isEqualTo(vector.text("full_node_id"));
    assertThat(id.slot()).isEqualTo(vector.slot("node_id16_hex"));
    if (vector.has("raft_id_utf8")) {
      assertThat(NodeId.of(new NodeName(vector.text("raft_id_utf8")))).isEqualTo(id);
    }
  }

  static void v2(VectorCase vector) {
    NodeId id = NodeId.of(new NodeName(vector.text("name")));

    assertThat(id).isEqualTo(vector.node("node_id"));
    assertThat(id.slot()).isEqualTo(vector.slot("slot"));
  }
}
