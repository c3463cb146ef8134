// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.ports.driven.Adoption;
import io.pawl.ports.driven.Sidecar;
import java.util.Collection;
import java.util.Optional;

/** A sidecar that does as another one does, for those that do one thing otherwise. */
public class ForwardingSidecar implements Sidecar {
  private final Sidecar sidecar;

  protected ForwardingSidecar(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  @Override
  public Optional<LocalEpoch> lastSpent(DekId dek) {
    return sidecar.lastSpent(dek);
  }

  @Override
  public void spend(DekId dek, LocalEpoch epoch) {
    sidecar.spend(dek, epoch);
  }

  @Override
  public Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows) {
    return sidecar.adopt(ring, index, rows);
  }

  @Override
  public long appliedIndex() {
    return sidecar.appliedIndex();
  }

  @Override
  public void close() {
    sidecar.close();
  }
}
