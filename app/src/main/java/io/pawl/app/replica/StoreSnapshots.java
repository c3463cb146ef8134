// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Snapshots;
import java.nio.file.Path;

/** A store's snapshots, for a log that may forget what they hold. */
record StoreSnapshots(WriterRegistryStore store) implements Snapshots {

  /** The store is synced after the state was taken, so what is durable is at least that. */
  @Override
  public LogPosition write(Path target) {
    LogPosition position = store.writeSnapshot(target);
    store.sync();
    return position;
  }

  @Override
  public void install(Path source) {
    InstallOutcome outcome = store.installSnapshot(source);
    if (outcome instanceof InstallOutcome.Refused refused
        && refused.sentinel() != Sentinel.SNAPSHOT_STALE) {
      throw new StorageRefused(refused.sentinel(), refused.detail());
    }
  }
}
