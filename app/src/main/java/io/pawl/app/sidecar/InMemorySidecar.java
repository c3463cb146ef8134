// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Adoption;
import io.pawl.ports.driven.Sidecar;
import java.util.Collection;
import java.util.Optional;

/**
 * The sidecar of a process without a data folder. It is lost with the process; the registry then
 * bounds the next epoch alone.
 */
public final class InMemorySidecar implements Sidecar {
  private final OpenLedger ledger;

  public InMemorySidecar(NodeName node) {
    ledger = OpenLedger.empty(NodeId.of(node), OpenLedger.Keeping.NOWHERE);
  }

  @Override
  public Optional<LocalEpoch> lastSpent(DekId dek) {
    return ledger.lastSpent(dek);
  }

  @Override
  public void spend(DekId dek, LocalEpoch epoch) {
    ledger.spend(dek, epoch);
  }

  @Override
  public Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
    return ledger.adopt(ring, index, rows);
  }

  @Override
  public long appliedIndex() {
    return ledger.appliedIndex();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
