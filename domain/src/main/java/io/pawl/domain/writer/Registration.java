// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import io.pawl.domain.key.DekId;

/** One load of a node asks to write under a key with an epoch. */
public record Registration(DekId dek, NodeId node, LocalEpoch epoch, Incarnation incarnation) {

  public WriterKey key() {
    return new WriterKey(dek, node.slot());
  }

  @Override
  public String toString() {
    return "node %s under key %s, epoch %s, incarnation %s"
        .formatted(node, dek, epoch, incarnation);
  }
}
