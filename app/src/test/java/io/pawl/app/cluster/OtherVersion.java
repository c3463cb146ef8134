// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

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
import io.pawl.ports.driving.Inspection;
import io.pawl.ports.driving.Replica;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A replica that answers for itself as if its program were of another version. */
record OtherVersion(Inspection inspection, String version) implements Inspection {

  static Replica of(Replica replica, String version) {
    return new Replica(
        replica.applier(),
        replica.admission(),
        new OtherVersion(replica.inspection(), version),
        replica.snapshots());
  }

  @Override
  public Capability capability(Trial trial) {
    Capability own = inspection.capability(trial);
    return new Capability(own.access(), version, own.incarnation());
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return inspection.lastApplied();
  }

  @Override
  public KeyRing keyRing() {
    return inspection.keyRing();
  }

  @Override
  public KeyUses keyUses() {
    return inspection.keyUses();
  }

  @Override
  public Optional<WriterRow> row(WriterKey key) {
    return inspection.row(key);
  }

  @Override
  public List<StoredRow> rows(DekId dek) {
    return inspection.rows(dek);
  }

  @Override
  public List<DekId> deks() {
    return inspection.deks();
  }

  @Override
  public String engine() {
    return inspection.engine();
  }

  @Override
  public ClusterId cluster() {
    return inspection.cluster();
  }

  @Override
  public String kek() {
    return inspection.kek();
  }

  @Override
  public OptionalLong sidecarIndex() {
    return inspection.sidecarIndex();
  }
}
