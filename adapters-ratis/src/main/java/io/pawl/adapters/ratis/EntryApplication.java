// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.KeyFate.Made;
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

  /** What became of it; of an entry that was applied before, as far as the entry tells. */
  Outcome apply(LogPosition position, Bytes bytes) {
    LogEntry entry =
        LogEntryCodec.decode(bytes)
            .orElse(
                malformed -> {
                  throw new ReplicaHalted(position, malformed.sentinel(), malformed.detail());
                });
    return entry.match(new At(position));
  }

  private final class At implements LogEntry.Cases<Outcome> {
    private final LogPosition position;

    private At(LogPosition position) {
      this.position = position;
    }

    @Override
    public Outcome writerRegistration(WriterRegistration entry) {
      return writers(applier.registerWriter(position, entry));
    }

    @Override
    public Outcome writerRegistrations(WriterRegistrations entry) {
      return writers(applier.registerWriters(position, entry));
    }

    private Outcome writers(Applied applied) {
      return new Outcome.OfWriters(
          applied instanceof Applied.Accepted accepted
              ? accepted.registrations().stream()
                  .map(outcome -> Fates.of(outcome, position.index()))
                  .toList()
              : List.of());
    }

    @Override
    public Outcome bootstrap(Bootstrap entry) {
      applier.bootstrap(position, entry);
      return keys(
          new Made(entry.storage().id(), Purpose.STORAGE),
          new Made(entry.raft().id(), Purpose.RAFT));
    }

    @Override
    public Outcome rotation(Rotation entry) {
      applier.rotate(position, entry);
      return keys(new Made(entry.key().id(), entry.purpose()));
    }

    /** Accepted now or before: what is not accepted halts, and is never passed. */
    private Outcome keys(Made... brought) {
      return new Outcome.OfKeys(new KeyFate.Accepted(position.index(), List.of(brought)));
    }
  }
}
