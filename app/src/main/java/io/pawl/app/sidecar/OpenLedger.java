// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static com.google.common.base.Preconditions.checkState;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Adoption;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A ledger in use: one thread at a time, and each new state is kept before it counts. What could
 * not be kept has not happened.
 */
final class OpenLedger {
  private final NodeId node;
  private final Keeping keeping;
  private volatile Ledger ledger;
  private boolean isKept;
  private volatile boolean closed;

  /** Where ledgers outlive their process. What returns is durable. */
  interface Keeping {
    Keeping NOWHERE =
        new Keeping() {
          @Override
          public void keep(Ledger ledger) {}

          @Override
          public void setAside(Ledger ledger) {}
        };

    /** Instead of the one before. */
    void keep(Ledger ledger);

    /** Beside the one that is kept, for good. */
    void setAside(Ledger ledger);
  }

  private OpenLedger(NodeId node, Ledger ledger, boolean isKept, Keeping keeping) {
    this.node = node;
    this.ledger = ledger;
    this.isKept = isKept;
    this.keeping = keeping;
  }

  /** Where nothing is kept yet. */
  static OpenLedger empty(NodeId node, Keeping keeping) {
    return new OpenLedger(node, Ledger.EMPTY, false, keeping);
  }

  static OpenLedger of(NodeId node, Ledger kept, Keeping keeping) {
    return new OpenLedger(node, kept, true, keeping);
  }

  synchronized Optional<LocalEpoch> lastSpent(DekId dek) {
    return open().lastSpent(dek);
  }

  synchronized void spend(DekId dek, LocalEpoch epoch) {
    keep(open().spending(dek, epoch));
  }

  /** Waits for no disk: it is asked for when a node is looked at that may have a bad one. */
  long appliedIndex() {
    return open().appliedIndex();
  }

  synchronized Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
    Ledger before = open();
    boolean wasKept = isKept;
    Ledger after = before.adopting(RingCopy.of(ring), index, epochsOf(rows));
    boolean losesKeys = !after.ring().continues(before.ring());
    if (losesKeys) {
      keeping.setAside(before);
    }
    if (!wasKept || !after.equals(before)) {
      keep(after);
    }
    if (!wasKept) {
      return Adoption.REBUILT;
    }
    if (losesKeys) {
      return Adoption.REPLACED;
    }
    if (!after.at(before.appliedIndex()).equals(before)) {
      return Adoption.REFRESHED;
    }
    return index < before.appliedIndex() ? Adoption.AHEAD : Adoption.AGREED;
  }

  /** Whether it was open until now. */
  synchronized boolean close() {
    boolean wasOpen = !closed;
    closed = true;
    return wasOpen;
  }

  private Ledger open() {
    checkState(!closed, "The sidecar is closed.");
    return ledger;
  }

  private void keep(Ledger next) {
    keeping.keep(next);
    ledger = next;
    isKept = true;
  }

  private Map<DekId, LocalEpoch> epochsOf(Collection<StoredRow> rows) {
    Map<DekId, LocalEpoch> seen = new TreeMap<>();
    for (StoredRow stored : rows) {
      WriterRow row = stored.row();
      if (row.owner().equals(node)) {
        seen.merge(stored.key().dek(), row.lastSeen(), Ledger::later);
      }
    }
    return seen;
  }
}
