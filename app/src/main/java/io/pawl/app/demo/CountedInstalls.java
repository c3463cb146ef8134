// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.demo;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.Snapshots;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the snapshots that a replica takes over; everything else is as it was. */
record CountedInstalls(Snapshots snapshots, AtomicInteger installed) implements Snapshots {

  static Replica of(Replica replica, AtomicInteger installed) {
    return new Replica(
        replica.applier(),
        replica.admission(),
        replica.inspection(),
        new CountedInstalls(replica.snapshots(), installed));
  }

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
