// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.driving.Snapshots;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A store's snapshots, for a log that may forget what they hold. */
record StoreSnapshots(
    WriterRegistryStore store, RowsAtHand rows, ChangesInFlight inFlight, KeyDuties keys)
    implements Snapshots {

  /** The store is synced after the state was taken, so what is durable is at least that. */
  @Override
  public LogPosition write(Path target) {
    LogPosition position = store.writeSnapshot(target);
    store.sync();
    return position;
  }

  /**
   * Keys that this node does not open are not taken over: nothing changes. What was let through
   * before a state was replaced is void, because it was judged by that one.
   */
  @Override
  public void install(Path source) {
    keys.opening()
        .flawWith(keysIn(source))
        .ifPresent(
            flaw -> {
              throw new KeyUnusable(flaw.sentinel(), flaw.detail());
            });
    InstallOutcome outcome = rows.install(source);
    if (outcome instanceof InstallOutcome.Refused refused
        && refused.sentinel() != Sentinel.SNAPSHOT_STALE) {
      throw new StorageRefused(refused.sentinel(), refused.detail());
    }
    if (outcome instanceof InstallOutcome.Installed) {
      inFlight.endRound();
    }
    keys.replaced();
  }

  /** What is wrong with a file is for the store to say. */
  private static List<RingKey> keysIn(Path source) {
    List<RingKey> found = new ArrayList<>();
    try (SnapshotReader reader = SnapshotReader.open(source)) {
      if (reader.header() instanceof Value<SnapshotHeader> header) {
        Decoded<SnapshotHeader> whole =
            reader.rows(
                header.value(),
                change -> {
                  if (change instanceof Change.KeyRingPut put) {
                    found.addAll(put.ring().keys());
                  }
                });
        return whole instanceof Value<SnapshotHeader> ? found : List.of();
      }
      return List.of();
    } catch (IOException e) {
      throw new StorageUnavailable("Reading the snapshot %s failed.".formatted(source), e);
    }
  }
}
