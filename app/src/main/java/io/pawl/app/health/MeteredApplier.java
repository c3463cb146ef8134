// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.state.LogPosition;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.Applier;
import java.util.Optional;
import java.util.function.Supplier;

/** Times what is applied and counts what came of it. */
record MeteredApplier(Applier applier, GroupMeters meters) implements Applier {

  @Override
  public Optional<LogPosition> lastApplied() {
    return applier.lastApplied();
  }

  @Override
  public Applied registerWriter(LogPosition position, WriterRegistration entry) {
    return metered(() -> applier.registerWriter(position, entry));
  }

  @Override
  public Applied registerWriters(LogPosition position, WriterRegistrations entry) {
    return metered(() -> applier.registerWriters(position, entry));
  }

  @Override
  public Applied bootstrap(LogPosition position, Bootstrap entry) {
    return metered(() -> applier.bootstrap(position, entry));
  }

  @Override
  public Applied rotate(LogPosition position, Rotation entry) {
    return metered(() -> applier.rotate(position, entry));
  }

  private Applied metered(Supplier<Applied> entry) {
    long start = System.nanoTime();
    Applied applied = entry.get();
    meters.applied(applied, start);
    return applied;
  }
}
