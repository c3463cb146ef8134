// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;

/** Whose sidecar it is. */
public record SidecarOwner(ClusterId cluster, NodeName node) {

  NodeId nodeId() {
    return NodeId.of(node);
  }

  @Override
  public String toString() {
    return "node %s of cluster %s".formatted(node.value(), cluster);
  }
}
