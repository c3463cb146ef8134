// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.WriterKey;
import io.pawl.ports.driven.Adoption;
import io.pawl.ports.driven.WriterRegistryStore;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the sidecar what becomes of the key ring. What it makes of that has no say in the state: it
 * only ever succeeds, or is an I/O failure like one of the store. Does nothing without encryption.
 */
record KeyCopying(Self self, Encryption encryption, WriterRegistryStore store) {
  private static final Logger LOG = LoggerFactory.getLogger(KeyCopying.class);

  /** A ring that is about to be committed, so that the sidecar is never behind the store. */
  void beforeCommit(LogPosition position, KeyRing.Filled ring, List<Accepted> registrations) {
    if (encryption instanceof Encryption.On on) {
      on.sidecar()
          .adopt(
              ring,
              position.index(),
              registrations.stream()
                  .map(each -> new StoredRow(each.registration().key(), each.row()))
                  .toList());
    }
  }

  /** What the store holds at the start. Who is behind that was lost, or is from a backup. */
  void stored() {
    adopted(
        (adoption, at) -> {
          switch (adoption) {
            case REBUILT -> LOG.warn("The sidecar of {} was missing: it is rebuilt.", at);
            case REFRESHED -> LOG.warn("The sidecar of {} was behind: it is made good.", at);
            case AHEAD -> LOG.info("The sidecar of {} is ahead.", at);
            case AGREED, REPLACED -> LOG.debug("The sidecar of {} agrees.", at);
          }
        });
  }

  /** What the store got with a snapshot, of which the sidecar could not know. */
  void replaced() {
    adopted(
        (adoption, at) -> {
          switch (adoption) {
            case REBUILT -> LOG.info("The sidecar of {} is written anew from a snapshot.", at);
            case REFRESHED -> LOG.info("The sidecar of {} learns of a snapshot.", at);
            case AHEAD, AGREED, REPLACED ->
                LOG.debug("The sidecar of {} learns nothing of a snapshot.", at);
          }
        });
  }

  private void adopted(BiConsumer<Adoption, String> tell) {
    if (encryption instanceof Encryption.On on
        && store.keyRing() instanceof KeyRing.Filled ring
        && store.lastApplied().isPresent()) {
      long index = store.lastApplied().get().index();
      tell.accept(
          on.sidecar().adopt(ring, index, ownRows(ring)),
          "%s in group %s, with its store at %d,"
              .formatted(self.name().value(), self.cluster(), index));
    }
  }

  /** Of other keys the store may have any number, and this node no use for their epochs. */
  private List<StoredRow> ownRows(KeyRing.Filled ring) {
    NodeId node = NodeId.of(self.name());
    return ring.keys().stream()
        .map(key -> new WriterKey(key.id(), node.slot()))
        .flatMap(key -> store.find(key).map(row -> new StoredRow(key, row)).stream())
        .toList();
  }

  OptionalLong sidecarIndex() {
    return encryption instanceof Encryption.On on
        ? OptionalLong.of(on.sidecar().appliedIndex())
        : OptionalLong.empty();
  }
}
