// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Inspection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Looks into a store. */
record StoreInspection(WriterRegistryStore store, String engine, KeyDuties keys)
    implements Inspection {

  @Override
  public Optional<LogPosition> lastApplied() {
    return store.lastApplied();
  }

  @Override
  public KeyRing keyRing() {
    return store.keyRing();
  }

  @Override
  public KeyUses keyUses() {
    return keys.tally().uses();
  }

  @Override
  public Optional<WriterRow> row(WriterKey key) {
    return store.find(key);
  }

  @Override
  public List<StoredRow> rows(DekId dek) {
    List<StoredRow> rows = new ArrayList<>();
    store.scan(dek, rows::add);
    return rows;
  }

  @Override
  public List<DekId> deks() {
    Set<DekId> deks = new LinkedHashSet<>();
    store.scanAll(row -> deks.add(row.key().dek()));
    return List.copyOf(deks);
  }

  @Override
  public ClusterId cluster() {
    return keys.opening().self().cluster();
  }

  @Override
  public String kek() {
    return keys.opening().kek();
  }

  @Override
  public OptionalLong sidecarIndex() {
    return keys.copying().sidecarIndex();
  }

  @Override
  public Capability capability(Trial trial) {
    return keys.opening().capability(trial);
  }
}
