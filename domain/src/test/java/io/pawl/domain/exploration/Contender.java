// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.exploration;

import io.pawl.domain.writer.NodeId;

/** A process that believes it is the slot's writer, and the node it says it is. */
record Contender(int index, String name, NodeId node) {

  boolean isCopyOf(Contender other) {
    return node.equals(other.node);
  }

  @Override
  public String toString() {
    return "Process " + name;
  }
}
