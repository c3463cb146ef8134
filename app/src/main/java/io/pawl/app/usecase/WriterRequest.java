// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;

/** What a node asks for that wants to write under a key. */
public record WriterRequest(
    DekId dek, NodeId node, EpochChoice epoch, Incarnation.Drawn incarnation) {

  public WriterKey key() {
    return new WriterKey(dek, node.slot());
  }

  Registration at(LocalEpoch chosen) {
    return new Registration(dek, node, chosen, incarnation);
  }
}
