// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Replica;

/**
 * Makes a replica whose state is in a store, and shows that to the sidecar if there is one. Whoever
 * opened the store closes it.
 */
public final class StoredReplica {

  private StoredReplica() {}

  public static Replica over(
      WriterRegistryStore store, String engine, Self self, Encryption encryption) {
    RowsAtHand rows = new RowsAtHand(store);
    ChangesInFlight inFlight = new ChangesInFlight();
    KeyDuties keys =
        new KeyDuties(
            new KeyOpening(self, encryption),
            new KeyCopying(self, encryption, store),
            KeyTally.of(store));
    keys.copying().stored();
    return new Replica(
        new StoreApplier(store, rows, inFlight, keys),
        new SlotAdmission(
            store, rows, inFlight, new KeyAdmission(self, encryption, store, inFlight)),
        new StoreInspection(store, engine, keys),
        new StoreSnapshots(store, rows, inFlight, keys));
  }
}
