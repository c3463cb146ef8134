// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.InstallOutcome.Refused;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fills an empty generation with a snapshot. The generation is whole only if the answer is {@link
 * Installed}; otherwise it is for the bin.
 */
final class SnapshotInstall {
  private static final int BATCH_ROWS = 4096;

  /**
   * Where the rows of a snapshot stand until the last of them is written. Files that later lose
   * their end, down to some of the rows, are then behind what was durable, and found out. The terms
   * of real entries begin at 1, so that no log has an entry here.
   */
  private static final LogPosition UNFINISHED = new LogPosition(0, 0);

  private final SnapshotReader reader;
  private final ClusterId cluster;

  SnapshotInstall(SnapshotReader reader, ClusterId cluster) {
    this.reader = reader;
    this.cluster = cluster;
  }

  /** The header, if this store may have what follows it. */
  Decoded<SnapshotHeader> admit(Supplier<Optional<LogPosition>> lastApplied) throws IOException {
    return reader.header().flatMap(header -> admit(header, lastApplied));
  }

  private Decoded<SnapshotHeader> admit(
      SnapshotHeader header, Supplier<Optional<LogPosition>> lastApplied) {
    Optional<LogPosition> stored = lastApplied.get();
    if (!header.cluster().equals(cluster)) {
      return new Malformed<>(
          Sentinel.SNAPSHOT_FOREIGN,
          "It is of cluster %s, this is %s.".formatted(header.cluster(), cluster));
    }
    if (stored.filter(position -> isBehind(header.position(), position)).isPresent()) {
      return new Malformed<>(
          Sentinel.SNAPSHOT_STALE,
          "It stands at %s, the store at %s.".formatted(header.position(), stored.orElseThrow()));
    }
    if (stored.filter(position -> isOtherEntry(header.position(), position)).isPresent()) {
      return new Malformed<>(
          Sentinel.SNAPSHOT_FOREIGN,
          "It stands at %s, the store at %s: no log has two entries at one index."
              .formatted(header.position(), stored.orElseThrow()));
    }
    if (header.position().equals(UNFINISHED) && header.rowCount() >= BATCH_ROWS) {
      return new Malformed<>(
          Sentinel.SNAPSHOT_MALFORMED, "No log has an entry at " + UNFINISHED + ".");
    }
    return new Value<>(header);
  }

  private static boolean isOtherEntry(LogPosition snapshot, LogPosition stored) {
    return snapshot.index() == stored.index() && snapshot.term() != stored.term();
  }

  private static boolean isBehind(LogPosition snapshot, LogPosition stored) {
    return stored.isAfter(snapshot) || snapshot.term() < stored.term();
  }

  InstallOutcome fill(Generation next, SnapshotHeader header) throws IOException {
    List<Change> batch = new ArrayList<>(BATCH_ROWS);
    Decoded<SnapshotHeader> read =
        reader.rows(
            header,
            change -> {
              batch.add(change);
              if (batch.size() == BATCH_ROWS) {
                next.write(UNFINISHED, batch);
                batch.clear();
              }
            });
    if (read instanceof Malformed<SnapshotHeader> malformed) {
      return refused(malformed);
    }
    next.write(header.position(), batch);
    next.sync();
    return new Installed(header.position());
  }

  static Refused refused(Malformed<SnapshotHeader> malformed) {
    return new Refused(malformed.sentinel(), malformed.detail());
  }
}
