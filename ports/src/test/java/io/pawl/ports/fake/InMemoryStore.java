// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.CommitOutcome;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.InstallOutcome.Refused;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.fake.State.Committed;
import io.pawl.ports.portable.SnapshotReader;
import io.pawl.ports.storage.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One immutable {@link State} after the other. Reads take the current one and wait for nobody;
 * whatever replaces it takes turns.
 */
final class InMemoryStore implements WriterRegistryStore {
  private final ClusterId cluster;
  private final Disk disk;
  private volatile State state;
  private volatile boolean closed;

  InMemoryStore(ClusterId cluster, Disk disk, State state) {
    this.cluster = cluster;
    this.disk = disk;
    this.state = state;
  }

  @Override
  public Optional<WriterRow> find(WriterKey key) {
    return Optional.ofNullable(current().rows().get(key));
  }

  @Override
  public void scan(DekId dek, Consumer<StoredRow> visitor) {
    current()
        .scanAll(
            stored -> {
              if (stored.key().dek().equals(dek)) {
                visitor.accept(stored);
              }
            });
  }

  @Override
  public void scanAll(Consumer<StoredRow> visitor) {
    current().scanAll(visitor);
  }

  @Override
  public KeyRing keyRing() {
    return current().keyRing();
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return current().lastApplied();
  }

  @Override
  public synchronized CommitOutcome commit(LogPosition position, List<Change> changes) {
    Optional<LogPosition> stored = current().lastApplied();
    if (stored.isPresent() && !position.isAfter(stored.get())) {
      return CommitOutcome.SKIPPED;
    }
    checkArgument(
        stored.isEmpty() || position.mayFollow(stored.get()),
        "%s cannot follow %s in one log.",
        position,
        stored);
    Commit commit = new Commit(position, changes);
    disk.append(commit);
    state = state.after(commit);
    return CommitOutcome.COMMITTED;
  }

  @Override
  public synchronized void sync() {
    disk.write(current());
  }

  @Override
  public LogPosition writeSnapshot(Path target) {
    checkArgument(!Files.exists(target), "There is a file at %s already.", target);
    if (!(current() instanceof Committed committed)) {
      throw new IllegalStateException("Nothing was committed yet.");
    }
    try {
      DurableFile.replace(target, new StateFile(cluster, committed)::writeTo);
      return committed.position();
    } catch (IOException e) {
      throw new StorageUnavailable("Writing a snapshot to " + target + " failed.", e);
    }
  }

  @Override
  public synchronized InstallOutcome installSnapshot(Path source) {
    State replaced = current();
    Decoded<StateFile> read = read(source);
    if (read instanceof Malformed<StateFile> malformed) {
      return new Refused(malformed.sentinel(), malformed.detail());
    }
    StateFile file = ((Value<StateFile>) read).value();
    if (!file.cluster().equals(cluster)) {
      return new Refused(Sentinel.SNAPSHOT_FOREIGN, "It is of cluster " + file.cluster() + ".");
    }
    LogPosition position = file.state().position();
    if (replaced.lastApplied().filter(stored -> isBehind(position, stored)).isPresent()) {
      return new Refused(Sentinel.SNAPSHOT_STALE, "It stands at " + position + ".");
    }
    if (replaced.lastApplied().filter(stored -> isOtherEntry(position, stored)).isPresent()) {
      return new Refused(Sentinel.SNAPSHOT_FOREIGN, "It stands at " + position + ".");
    }
    disk.write(file.state());
    state = file.state();
    return new Installed(position);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      disk.write(state);
      disk.release();
      closed = true;
    }
  }

  private State current() {
    if (closed) {
      throw new StorageRefused(Sentinel.STORE_CLOSED, "Nothing can be asked of it any more.");
    }
    return state;
  }

  private static boolean isBehind(LogPosition snapshot, LogPosition stored) {
    return stored.isAfter(snapshot) || snapshot.term() < stored.term();
  }

  private static boolean isOtherEntry(LogPosition snapshot, LogPosition stored) {
    return snapshot.index() == stored.index() && snapshot.term() != stored.term();
  }

  private static Decoded<StateFile> read(Path source) {
    try (SnapshotReader reader = SnapshotReader.open(source)) {
      return StateFile.readFrom(reader);
    } catch (IOException e) {
      throw new StorageUnavailable("Reading the snapshot " + source + " failed.", e);
    }
  }
}
