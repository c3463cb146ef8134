// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.Replica;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What came through the log to any replica. */
final class AppliedEntries {
  private final Set<Registration> registrations = ConcurrentHashMap.newKeySet();
  private final Set<LogPosition> positions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger keyChanges = new AtomicInteger();

  Replica of(Replica replica) {
    return new Replica(
        new Noting(replica.applier()),
        replica.admission(),
        replica.inspection(),
        replica.snapshots());
  }

  Set<Registration> registrations() {
    return registrations;
  }

  /** Where the entries stand. */
  Set<LogPosition> positions() {
    return positions;
  }

  /** How often one was applied to a replica. */
  int keyChanges() {
    return keyChanges.get();
  }

  /** Notes what it passes on. */
  private final class Noting implements Applier {
    private final Applier applier;

    Noting(Applier applier) {
      this.applier = applier;
    }

    @Override
    public Optional<LogPosition> lastApplied() {
      return applier.lastApplied();
    }

    @Override
    public Applied registerWriter(LogPosition position, LogEntry.WriterRegistration entry) {
      positions.add(position);
      registrations.add(entry.registration());
      return applier.registerWriter(position, entry);
    }

    @Override
    public Applied registerWriters(LogPosition position, LogEntry.WriterRegistrations entry) {
      positions.add(position);
      registrations.addAll(entry.registrations());
      return applier.registerWriters(position, entry);
    }

    @Override
    public Applied bootstrap(LogPosition position, LogEntry.Bootstrap entry) {
      noteKeyChange(position);
      return applier.bootstrap(position, entry);
    }

    @Override
    public Applied rotate(LogPosition position, LogEntry.Rotation entry) {
      noteKeyChange(position);
      return applier.rotate(position, entry);
    }

    private void noteKeyChange(LogPosition position) {
      positions.add(position);
      keyChanges.incrementAndGet();
    }
  }
}
