// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

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
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.InstallOutcome;
import io.pawl.ports.driven.InstallOutcome.Installed;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotReader;
import io.pawl.ports.portable.SnapshotWriter;
import io.pawl.ports.storage.Generation.View;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A {@link WriterRegistryStore} over an engine's {@link Generation}s: everything the contract
 * demands that does not depend on the engine, written and proven once.
 *
 * <p>Four locks, always taken in this order: {@code commits} makes commits, installs and close take
 * turns; the guard keeps the generation from being replaced or closed while it is used; {@code
 * durability} makes syncs take turns, and {@code snapshots} those who write snapshots.
 */
public final class GenerationStore implements WriterRegistryStore {
  private final GenerationEngine engine;
  private final ClusterId cluster;
  private final StoreHome home;
  private final StoreGuard guard = new StoreGuard();
  private final Object commits = new Object();
  private final Object durability = new Object();
  private final Object snapshots = new Object();
  private Generation generation;

  private GenerationStore(
      GenerationEngine engine, ClusterId cluster, StoreHome home, Generation generation) {
    this.engine = engine;
    this.cluster = cluster;
    this.home = home;
    this.generation = generation;
  }

  /** As {@link io.pawl.ports.driven.StorageEngine#open}; on a failure nothing stays open. */
  public static GenerationStore open(GenerationEngine engine, StoreLocation location) {
    requireNonNull(engine, "engine");
    requireNonNull(location, "location");
    try {
      StoreHome home = StoreHome.open(location, engine.name());
      return new GenerationStore(engine, location.cluster(), home, openGeneration(engine, home));
    } catch (IOException e) {
      throw new StorageUnavailable("Opening " + location.home() + " failed.", e);
    }
  }

  /** As {@link io.pawl.ports.driven.StorageEngine#glance}. */
  public static Optional<Glance> glance(GenerationEngine engine, Path home) {
    requireNonNull(engine, "engine");
    try (ClosedHome closed = ClosedHome.hold(home)) {
      return closed.glance(engine);
    } catch (IOException e) {
      throw new StorageUnavailable("Looking at " + home + " failed.", e);
    }
  }

  private static Generation openGeneration(GenerationEngine engine, StoreHome home) {
    try {
      return reachingFloor(engine.open(home.generationFolder(), home.expected()), home);
    } catch (RuntimeException | Error e) {
      Closing.after(e, home);
      throw e;
    }
  }

  private static Generation reachingFloor(Generation opened, StoreHome home) {
    try {
      home.requireFloorReached(opened.lastApplied());
      return opened;
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened);
      throw e;
    }
  }

  @Override
  public Optional<WriterRow> find(WriterKey key) {
    return guard.shared(() -> generation.find(key));
  }

  @Override
  public void scan(DekId dek, Consumer<StoredRow> visitor) {
    Visit visit = new Visit(visitor);
    guard.visiting(visit, () -> viewing(view -> view.scan(dek, visit)));
  }

  @Override
  public void scanAll(Consumer<StoredRow> visitor) {
    Visit visit = new Visit(visitor);
    guard.visiting(visit, () -> viewing(view -> view.scanAll(visit)));
  }

  private void viewing(Consumer<View> use) {
    try (View view = generation.view()) {
      use.accept(view);
    }
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return guard.shared(() -> generation.lastApplied());
  }

  @Override
  public KeyRing keyRing() {
    return guard.shared(() -> generation.keyRing());
  }

  @Override
  public CommitOutcome commit(LogPosition position, List<Change> changes) {
    guard.refuseVisitors();
    List<Change> together = List.copyOf(changes);
    synchronized (commits) {
      return guard.shared(() -> write(position, together));
    }
  }

  private CommitOutcome write(LogPosition position, List<Change> changes) {
    Optional<LogPosition> stored = generation.lastApplied();
    if (stored.isPresent() && !position.isAfter(stored.get())) {
      return CommitOutcome.SKIPPED;
    }
    checkArgument(
        stored.isEmpty() || position.mayFollow(stored.get()),
        "%s cannot follow %s in one log.",
        position,
        stored);
    guard.changing(() -> generation.write(position, changes));
    return CommitOutcome.COMMITTED;
  }

  @Override
  public void sync() {
    guard.run(() -> guard.changing(this::syncToFloor));
  }

  /** The floor rises only after what it promises is durable. */
  private void syncToFloor() {
    synchronized (durability) {
      Optional<LogPosition> reached = generation.lastApplied();
      generation.sync();
      if (reached.isPresent()) {
        try {
          home.raiseFloor(reached.get());
        } catch (IOException e) {
          throw new StorageUnavailable("Recording that " + reached + " is durable failed.", e);
        }
      }
    }
  }

  @Override
  public LogPosition writeSnapshot(Path target) {
    try {
      return guard.shared(() -> writeInTurn(target));
    } catch (UncheckedIOException e) {
      throw new StorageUnavailable("Writing a snapshot to " + target + " failed.", e);
    }
  }

  /** One after the other, so that of two who want the same file the second one finds it. */
  private LogPosition writeInTurn(Path target) {
    synchronized (snapshots) {
      checkArgument(!Files.exists(target), "There is a file at %s already.", target);
      return writeView(target);
    }
  }

  private LogPosition writeView(Path target) {
    try (View view = generation.view()) {
      checkState(view.lastApplied().isPresent(), "Nothing was committed yet.");
      LogPosition position = view.lastApplied().get();
      SnapshotHeader header = SnapshotHeader.of(cluster, position, view.keyRing(), view.rowCount());
      DurableFile.create(target, out -> writeRows(out, header, view));
      return position;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeRows(OutputStream out, SnapshotHeader header, View view)
      throws IOException {
    long written = SnapshotWriter.write(out, header, view.keyRing(), view::scanAll);
    if (written != header.rowCount()) {
      throw new StorageCorrupted(
          "%s rows are counted, but %s were found.".formatted(header.rowCount(), written));
    }
  }

  @Override
  public InstallOutcome installSnapshot(Path source) {
    guard.refuseVisitors();
    synchronized (commits) {
      guard.refuseUnlessUsable();
      try (SnapshotReader reader = SnapshotReader.open(source)) {
        SnapshotInstall install = new SnapshotInstall(reader, cluster);
        Decoded<SnapshotHeader> admitted = install.admit(this::lastApplied);
        if (admitted instanceof Malformed<SnapshotHeader> malformed) {
          return SnapshotInstall.refused(malformed);
        }
        return replaceBy(install, ((Value<SnapshotHeader>) admitted).value());
      } catch (IOException e) {
        throw new StorageUnavailable("Installing the snapshot " + source + " failed.", e);
      }
    }
  }

  /** Builds the next generation beside the one in use, then lets it take over in one step. */
  private InstallOutcome replaceBy(SnapshotInstall install, SnapshotHeader header)
      throws IOException {
    try (NextGeneration next = NextGeneration.make(engine, home)) {
      InstallOutcome outcome = install.fill(next.generation(), header);
      if (outcome instanceof Installed) {
        guard.alone(() -> takeOver(next, header.position()));
      }
      return outcome;
    }
  }

  private void takeOver(NextGeneration next, LogPosition position) {
    Generation replaced = generation;
    try {
      generation = next.takeOver(position);
      replaced.close();
      home.deleteOtherGenerations();
    } catch (IOException e) {
      throw new StorageUnavailable("Switching to the installed snapshot failed.", e);
    }
  }

  @Override
  public void close() {
    guard.refuseVisitors();
    synchronized (commits) {
      guard.close(this::release);
    }
  }

  private void release() {
    Generation last = generation;
    try (home;
        last) {
      if (!guard.hasFailed()) {
        syncToFloor();
      }
    } catch (IOException e) {
      throw new StorageUnavailable("Closing the store failed.", e);
    }
  }
}
