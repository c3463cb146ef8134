// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driving.Applied;
import io.pawl.ports.driving.Applier;
import io.pawl.ports.driving.ReplicaHalted;
import java.util.List;

/** From the bytes of an entry to the call it stands for, and from what came of it to the answer. */
final class EntryApplication {
  private final Applier applier;

  EntryApplication(Applier applier) {
    this.applier = applier;
  }

  static Bytes encode(LogEntry entry) {
    return LogEntryCodec.encode(entry);
  }

  /** What became of the entry's registrations; nothing if it was applied before. */
  List<Fate> apply(LogPosition position, Bytes bytes) {
    LogEntry entry =
        LogEntryCodec.decode(bytes)
            .orElse(
                malformed -> {
                  throw new ReplicaHalted(position, malformed.sentinel(), malformed.detail());
                });
    Applied applied = entry.match(new At(position));
    if (applied instanceof Applied.Accepted accepted) {
      return accepted.registrations().stream()
          .map(outcome -> Fates.of(outcome, position.index()))
          .toList();
    }
    return List.of();
  }

  private final class At implements LogEntry.Cases<Applied> {
    private final LogPosition position;

    private At(LogPosition position) {
      this.position = position;
    }

    @Override
    public Applied writerRegistration(WriterRegistration entry) {
      return applier.registerWriter(position, entry);
    }

    @Override
    public Applied writerRegistrations(WriterRegistrations entry) {
      return applier.registerWriters(position, entry);
    }

    @Override
    public Applied bootstrap(Bootstrap entry) {
      return applier.bootstrap(position, entry);
    }

    @Override
    public Applied rotation(Rotation entry) {
      return applier.rotate(position, entry);
    }
  }
}
