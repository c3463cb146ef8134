// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.Generation;
import io.pawl.ports.storage.GenerationEngine.Found;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVStoreException;

/**
 * Rows and position in one MVStore. Writes are collected in memory, and a group of them goes into
 * the file as one commit of MVStore's: when the group is full, and before a sync. So a crash takes
 * whole groups, the latest ones, which is what the contract leaves open and the log has.
 */
final class MvStoreGeneration implements Generation {
  private final MvStoreFile mvStore;
  private final MvStoreFailures failures;
  private final Object durability = new Object();

  /** Held while the group changes: half a write must not get into the file by a sync. */
  private final Object group = new Object();

  private volatile Committed committed;

  private MvStoreGeneration(MvStoreFile mvStore, MvStoreFailures failures, Committed committed) {
    this.mvStore = mvStore;
    this.failures = failures;
    this.committed = committed;
  }

  /** Opens and verifies what is in the file, and makes it durable. */
  static MvStoreGeneration open(RawFile raw, GroupLimits limits) throws IOException {
    MvStoreFailures failures = new MvStoreFailures();
    MvStoreFile mvStore = MvStoreFile.open(raw, limits, failures);
    try {
      Committed found = mvStore.found();
      Verification.verify(found);
      mvStore.settle(found.version());
      return new MvStoreGeneration(mvStore, failures, found);
    } catch (MVStoreException e) {
      mvStore.abandon();
      throw failures.translate("verify its file", e);
    } catch (RuntimeException e) {
      mvStore.abandon();
      throw e;
    }
  }

  /**
   * Looks at what is in the file, up to the record of the last write, and closes it. A file that
   * can only be read will do: what a crash left is settled by whoever opens it.
   */
  static Found glance(RawFile raw) throws IOException {
    MvStoreFailures failures = new MvStoreFailures();
    MvStoreFile mvStore = MvStoreFile.open(raw, GroupLimits.DEFAULT, failures);
    try {
      Applied applied = mvStore.found().applied();
      return Found.of(applied.position(), applied.keyRing());
    } catch (MVStoreException e) {
      throw failures.translate("look into its file", e);
    } finally {
      mvStore.abandon();
    }
  }

  @Override
  public Optional<WriterRow> find(WriterKey key) {
    Committed state = acquire();
    try {
      return Optional.ofNullable(state.find(RowKeyType.pack(key)));
    } catch (MVStoreException e) {
      throw failures.translate("find a row", e);
    } finally {
      state.release();
    }
  }

  @Override
  public KeyRing keyRing() {
    return committed.applied().keyRing();
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    return committed.applied().position();
  }

  @Override
  public void write(LogPosition position, List<Change> changes) {
    synchronized (group) {
      try {
        publish(written(committed.applied().at(position), changes));
        if (mvStore.isCompactionDue()) {
          publish(mvStore.compact(committed.applied()));
        }
      } catch (MVStoreException e) {
        throw failures.translate("write " + position, e);
      } catch (RuntimeException | Error e) {
        failures.remember();
        throw e;
      }
    }
  }

  private Committed written(Applied before, List<Change> changes) {
    Applied applied = before;
    for (Change change : changes) {
      applied = change.match(new Putting(applied));
    }
    return mvStore.write(applied);
  }

  /** What is applied once a change is put on top of what was. */
  private final class Putting implements Change.Cases<Applied> {
    private final Applied before;

    private Putting(Applied before) {
      this.before = before;
    }

    @Override
    public Applied rowPut(RowPut put) {
      long key = RowKeyType.pack(put.stored().key());
      WriterRow row = put.stored().row();
      return before.replacing(mvStore.put(key, row), key, row);
    }

    @Override
    public Applied keyRingPut(KeyRingPut put) {
      return before.with(put.ring());
    }
  }

  private void publish(Committed latest) {
    Committed replaced = committed;
    committed = latest;
    replaced.release();
  }

  /** Holds the state meanwhile: writes go on, and must not use its space before it is protected. */
  @Override
  public void sync() {
    synchronized (durability) {
      try {
        Committed state = flushed();
        try {
          mvStore.sync(state.version());
        } finally {
          state.release();
        }
      } catch (MVStoreException e) {
        throw failures.translate("sync", e);
      }
    }
  }

  /** The latest state, which is in the file on return. */
  private Committed flushed() {
    synchronized (group) {
      requireWholeWrites();
      Applied applied = committed.applied();
      if (!mvStore.isFlushed(applied)) {
        publish(mvStore.flush(applied));
      }
      return acquire();
    }
  }

  /** What failed may have left half a write in the group, for others who were about to use it. */
  private void requireWholeWrites() {
    if (failures.any()) {
      throw new StorageUnavailable("Something failed before, maybe in the middle of a write.");
    }
  }

  @Override
  public View view() {
    try {
      return new CommittedView(inOneMap(), failures);
    } catch (MVStoreException e) {
      throw failures.translate("begin to read", e);
    }
  }

  /** The latest state, which a cursor can go through. */
  private Committed inOneMap() {
    synchronized (group) {
      requireWholeWrites();
      if (!committed.isInOneMap()) {
        publish(mvStore.inOneMap(committed.applied()));
      }
      return acquire();
    }
  }

  /** The latest state; whoever came between its being read and its being taken had a later one. */
  private Committed acquire() {
    Committed latest = committed;
    while (!latest.acquire()) {
      latest = committed;
    }
    return latest;
  }

  /** After a failure nothing is written any more, least of all half a batch. */
  @Override
  public void close() {
    if (failures.any()) {
      committed.release();
      mvStore.abandon();
      return;
    }
    try {
      flushed().release();
      committed.release();
      mvStore.close();
    } catch (MVStoreException e) {
      throw failures.translate("close", e);
    }
  }
}
