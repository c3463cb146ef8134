// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.Inspection;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.Snapshots;

/** A replica whose state is in a store. Whoever opened the store closes it. */
public final class StoredReplica implements Replica {
  private final Applier applier;
  private final Admission admission;
  private final Inspection inspection;
  private final Snapshots snapshots;

  private StoredReplica(WriterRegistryStore store, String engine) {
    SlotsInFlight inFlight = new SlotsInFlight();
    this.applier = new StoreApplier(store, inFlight);
    this.admission = new SlotAdmission(store, inFlight);
    this.inspection = new StoreInspection(store, engine);
    this.snapshots = new StoreSnapshots(store);
  }

  public static StoredReplica over(WriterRegistryStore store, String engine) {
    return new StoredReplica(store, engine);
  }

  @Override
  public Applier applier() {
    return applier;
  }

  @Override
  public Admission admission() {
    return admission;
  }

  @Override
  public Inspection inspection() {
    return inspection;
  }

  @Override
  public Snapshots snapshots() {
    return snapshots;
  }
}
