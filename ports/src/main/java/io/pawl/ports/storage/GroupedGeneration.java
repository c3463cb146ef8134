// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import static java.util.Objects.requireNonNull;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A generation whose writes are collected in memory, for an engine to which one write of many rows
 * is cheaper than many of one: a group goes to the engine as one write, with the position of the
 * last. So a crash takes whole groups, the latest ones.
 *
 * <p>A group is written when it is full, and before a sync or a view. Whoever closes without a sync
 * gives it up, as the store does after a failure.
 */
public final class GroupedGeneration implements Generation {
  /** What the write that fills a group waits for; more would not make each row cheaper. */
  private static final int ROWS_MAX = 512;

  /** What a kill costs at most where the same few rows change; a write counts as one, too. */
  private static final int CHANGES_MAX = 8_192;

  private final Generation engine;
  private final Object group = new Object();
  private final Map<WriterKey, RowPut> rows = new HashMap<>();
  private @Nullable KeyRingPut ring;
  private int changes;
  private KeyRing keyRing;
  private @Nullable LogPosition lastApplied;

  /** Whether a write broke off, into the group or into the engine. */
  private boolean isTorn;

  private GroupedGeneration(Generation engine, KeyRing keyRing, @Nullable LogPosition lastApplied) {
    this.engine = engine;
    this.keyRing = keyRing;
    this.lastApplied = lastApplied;
  }

  /** Takes over what an engine opened; on a failure that stays with the caller. */
  public static Generation over(Generation engine) {
    return new GroupedGeneration(engine, engine.keyRing(), engine.lastApplied().orElse(null));
  }

  /**
   * The engine has every group before this lets go of it, so a row that is not in the group is
   * looked for there without keeping others from writing.
   */
  @Override
  public Optional<WriterRow> find(WriterKey key) {
    synchronized (group) {
      RowPut put = rows.get(key);
      if (put != null) {
        return Optional.of(put.stored().row());
      }
    }
    return engine.find(key);
  }

  @Override
  public KeyRing keyRing() {
    synchronized (group) {
      return keyRing;
    }
  }

  @Override
  public Optional<LogPosition> lastApplied() {
    synchronized (group) {
      return Optional.ofNullable(lastApplied);
    }
  }

  @Override
  public void write(LogPosition position, List<Change> written) {
    synchronized (group) {
      requireWhole();
      isTorn = true;
      for (Change change : written) {
        keyRing = change.match(collecting);
      }
      changes += 1 + written.size();
      lastApplied = position;
      isTorn = false;
      if (rows.size() >= ROWS_MAX || changes >= CHANGES_MAX) {
        handOver(position);
      }
    }
  }

  /** The key ring that stands once a change was collected. */
  private final Change.Cases<KeyRing> collecting =
      new Change.Cases<>() {
        @Override
        public KeyRing rowPut(RowPut put) {
          rows.put(put.stored().key(), put);
          return keyRing;
        }

        @Override
        public KeyRing keyRingPut(KeyRingPut put) {
          ring = put;
          return put.ring();
        }
      };

  /** What broke off is in nobody's hands any more, least of all in those of a sync beside it. */
  private void handOver(LogPosition position) {
    requireWhole();
    List<Change> together = new ArrayList<>(rows.values());
    if (ring != null) {
      together.add(ring);
    }
    isTorn = true;
    engine.write(position, together);
    isTorn = false;
    rows.clear();
    ring = null;
    changes = 0;
  }

  private void requireWhole() {
    if (isTorn) {
      throw new StorageUnavailable("A write broke off, and what it left is not to be kept.");
    }
  }

  private void handOver() {
    if (changes > 0) {
      handOver(requireNonNull(lastApplied));
    }
  }

  @Override
  public void sync() {
    synchronized (group) {
      handOver();
    }
    engine.sync();
  }

  @Override
  public View view() {
    synchronized (group) {
      handOver();
      return engine.view();
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
