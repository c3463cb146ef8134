// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Replica;

/** Makes a replica whose state is in a store. Whoever opened the store closes it. */
public final class StoredReplica {

  private StoredReplica() {}

  public static Replica over(
      WriterRegistryStore store, String engine, Self self, Encryption encryption) {
    ChangesInFlight inFlight = new ChangesInFlight();
    KeyOpening opening = new KeyOpening(self, encryption);
    KeyTally tally = KeyTally.of(store);
    return new Replica(
        new StoreApplier(store, inFlight, opening, tally),
        new SlotAdmission(store, inFlight, new KeyAdmission(self, encryption, store, inFlight)),
        new StoreInspection(store, engine, opening, tally),
        new StoreSnapshots(store, opening, tally));
  }
}
