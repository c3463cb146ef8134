// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.Inspection;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.Snapshots;

/** A replica whose every answer passes unchanged, and is counted. */
record MeteredReplica(
    Applier applier, Admission admission, Inspection inspection, Snapshots snapshots)
    implements Replica {

  static MeteredReplica of(Replica replica, GroupMeters meters) {
    return new MeteredReplica(
        new MeteredApplier(replica.applier(), meters),
        new MeteredAdmission(replica.admission(), meters),
        replica.inspection(),
        new MeteredSnapshots(replica.snapshots(), meters));
  }
}
