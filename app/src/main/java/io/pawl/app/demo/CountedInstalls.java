// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.Inspection;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.Snapshots;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A replica that tells when it takes over a snapshot; everything else is as it was. */
record CountedInstalls(
    Applier applier, Admission admission, Inspection inspection, Snapshots snapshots)
    implements Replica {

  static CountedInstalls of(Replica replica, AtomicInteger installed) {
    return new CountedInstalls(
        replica.applier(),
        replica.admission(),
        replica.inspection(),
        new Counted(replica.snapshots(), installed));
  }

  private record Counted(Snapshots snapshots, AtomicInteger installed) implements Snapshots {
    @Override
    public LogPosition write(Path target) {
      return snapshots.write(target);
    }

    @Override
    public void install(Path source) {
      snapshots.install(source);
      installed.incrementAndGet();
    }
  }
}
