// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driving.Snapshots;
import java.nio.file.Path;

/** Remembers when the last snapshot was taken or taken over. */
record MeteredSnapshots(Snapshots snapshots, GroupMeters meters) implements Snapshots {

  @Override
  public LogPosition write(Path target) {
    LogPosition position = snapshots.write(target);
    meters.snapshotTaken();
    return position;
  }

  @Override
  public void install(Path source) {
    snapshots.install(source);
    meters.snapshotTaken();
  }
}
