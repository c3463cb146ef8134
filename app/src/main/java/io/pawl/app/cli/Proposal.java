// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.usecase.EpochChoice;
import io.pawl.app.usecase.WriterRequest;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.Registration;
import java.util.Optional;

/** A registration as somebody wrote it down: its numbers may be ones that nobody can have. */
record Proposal(long dek, long node, EpochChoice epoch, Incarnation incarnation) {

  static Proposal of(Registration registration) {
    return new Proposal(
        registration.dek().value(),
        registration.node().bits(),
        new EpochChoice.Exactly(registration.epoch()),
        registration.incarnation());
  }

  static Proposal of(WriterRequest request) {
    return new Proposal(
        request.dek().value(), request.node().bits(), request.epoch(), request.incarnation());
  }

  /** Why it need not even be asked. */
  Optional<Sentinel> reserved() {
    if (DekId.isReserved(dek)) {
      return Optional.of(Sentinel.KEY_ID_RESERVED);
    }
    return NodeId.isReserved(node) ? Optional.of(Sentinel.NODE_ID_RESERVED) : Optional.empty();
  }

  /** What to ask, if nothing in it is reserved. */
  WriterRequest request() {
    return new WriterRequest(
        new DekId(dek), new NodeId(node), epoch, (Incarnation.Drawn) incarnation);
  }

  void writeTo(Json json) {
    json.number("dek_id", dek).text("node_id", "%016x".formatted(node));
    json.text("slot", new NodeSlot((int) (node & NodeSlot.MAX)).toString());
    if (epoch instanceof EpochChoice.Exactly exactly) {
      json.number("epoch", exactly.epoch().value());
    } else {
      json.nothing("epoch");
    }
    RegistryFields.incarnation(json, incarnation);
  }

  /** For people. */
  @Override
  public String toString() {
    String chosen =
        epoch instanceof EpochChoice.Exactly exactly
            ? "epoch " + exactly.epoch()
            : "the next free epoch";
    return "node %016x under key %s, %s, incarnation %s".formatted(node, dek, chosen, incarnation);
  }
}
