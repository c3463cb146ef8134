// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageUnavailable;
import java.io.IOException;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** An MVStore with Pawl's settings, its file and its two maps. */
final class MvStoreFile {
  private static final Long APPLIED_KEY = 0L;

  /** MVStore's clock must not decide when a chunk may be overwritten: the file store does. */
  private static final int RETENTION_NONE = -1;

  private static final int CACHE_MEGABYTES = 256;
  private static final int AUTO_COMMIT_NEVER = 0;
  private static final String ROWS = "rows";
  private static final String APPLIED = "applied";

  /** How much is written between two looks at whether there is something to compact. */
  private static final long COMPACT_AFTER_BYTES = 2 << 20;

  /** How much one compaction writes at most: what a write may have to wait for. */
  private static final int COMPACT_BYTES_MAX = 512 << 10;

  /** Below this share of live pages, sparse chunks are written anew. */
  private static final int COMPACT_FILL_PERCENT = 50;

  private final MVStore store;
  private final CheckedFileStore file;
  private final MVMap<Long, WriterRow> rows;
  private final MVMap<Long, Applied> applied;
  private final Group group;
  private Applied flushed = Applied.NOTHING;
  private long compactAtBytes = COMPACT_AFTER_BYTES;

  private MvStoreFile(MVStore store, CheckedFileStore file, GroupLimits limits) {
    this.store = store;
    this.file = file;
    this.group = new Group(limits);
    this.rows = store.openMap(ROWS, RowType.rowsByKey());
    this.applied =
        store.openMap(
            APPLIED,
            new MVMap.Builder<Long, Applied>()
                .keyType(RowKeyType.INSTANCE)
                .valueType(AppliedType.INSTANCE));
  }

  /** Lays an MVStore into an empty file, durably; the file is closed on return. */
  static void make(RawFile raw) throws IOException {
    try (CheckedBlocks blocks = CheckedBlocks.over(raw)) {
      CheckedFileStore file = fileStore(blocks);
      try (MVStore store = start(file)) {
        MvStoreFile made = new MvStoreFile(store, file, GroupLimits.DEFAULT);
        made.flush(Applied.NOTHING);
      }
    } catch (MVStoreException e) {
      throw new MvStoreFailures().translate("make a store", e);
    }
  }

  /** Opens what is in the file; on a failure the file is closed, and as it was. */
  static MvStoreFile open(RawFile raw, GroupLimits limits, MvStoreFailures failures)
      throws IOException {
    CheckedBlocks blocks = CheckedBlocks.over(raw);
    CheckedFileStore file = fileStore(blocks);
    @Nullable MVStore store = null;
    try {
      requireState(blocks.size() > 0, "The file is empty.");
      store = start(file);
      blocks.recovered();
      requireReadable(file);
      requireState(store.hasMap(ROWS) && store.hasMap(APPLIED), "There is no state in the file.");
      return new MvStoreFile(store, file, limits);
    } catch (MVStoreException e) {
      abandon(store, blocks);
      requireReadable(file);
      throw failures.translate("open its file", e);
    } catch (RuntimeException e) {
      abandon(store, blocks);
      throw e;
    }
  }

  /** MVStore makes a new store of a file in which it finds nothing. */
  private static void requireState(boolean holds, String otherwise) {
    if (!holds) {
      throw new StorageCorrupted(otherwise);
    }
  }

  /** MVStore takes what it cannot read for what is not there, and goes on without it. */
  private static void requireReadable(CheckedFileStore file) {
    if (file.wasUnreadable()) {
      throw new StorageUnavailable("A read failed while MVStore looked for its newest chunk.");
    }
  }

  /** What the next flush writes, beside what comes from the group. */
  MVMap<Long, WriterRow> rows() {
    return rows;
  }

  /** The state found in the file. */
  Committed found() {
    Applied found = applied.get(APPLIED_KEY);
    if (found == null) {
      throw new StorageCorrupted("The record of what is applied is missing.");
    }
    flushed = found;
    return Committed.now(rows, group, found);
  }

  /** Puts a row into the group; the row that was at the key before. */
  @Nullable WriterRow put(Long key, WriterRow row) {
    WriterRow before = group.put(key, row);
    return before == null ? rows.get(key) : before;
  }

  /** The state after everything of a write was put. */
  Committed write(Applied now) {
    group.countWrite();
    return group.isFull() ? flush(now) : Committed.now(rows, group, now);
  }

  /** The same state, all of it in one map, in the file or not. */
  Committed inOneMap(Applied now) {
    group.moveInto(rows);
    return Committed.now(rows, group, now);
  }

  boolean isFlushed(Applied now) {
    return flushed.equals(now);
  }

  /** Writes rows and position into the file as they are now, all or nothing. */
  Committed flush(Applied now) {
    group.moveInto(rows);
    applied.put(APPLIED_KEY, now);
    store.commit();
    group.end();
    flushed = now;
    return Committed.now(rows, group, now);
  }

  /** Whether enough was written since the last look, and the file is sparse. */
  boolean isCompactionDue() {
    if (file.bytesWritten() < compactAtBytes) {
      return false;
    }
    compactAtBytes = file.bytesWritten() + COMPACT_AFTER_BYTES;
    return file.getChunksFillRate() < COMPACT_FILL_PERCENT;
  }

  /** A step towards a denser file, which holds the same state. */
  Committed compact(Applied now) {
    file.rewriteSparseChunks(COMPACT_BYTES_MAX);
    return flush(now);
  }

  /**
   * Makes durable what was found at this version, and the only thing there is. If a process died
   * here, the system may still hold back what it wrote; what is older must stay until that is on
   * the device.
   */
  void settle(long version) {
    sync(version);
    file.eraseStrayChunks();
    sync(version);
  }

  /** Makes everything durable that was flushed up to this version. */
  void sync(long version) {
    file.protect(version);
    store.sync();
    file.releaseBefore(version);
  }

  void close() {
    store.close();
  }

  /** Closes without writing, so that what is wrong with the file can be looked at. */
  void abandon() {
    store.closeImmediately();
  }

  private static void abandon(@Nullable MVStore store, CheckedBlocks blocks) throws IOException {
    if (store != null) {
      store.closeImmediately();
    }
    blocks.close();
  }

  private static CheckedFileStore fileStore(CheckedBlocks blocks) {
    return new CheckedFileStore(blocks, Map.of("cacheSize", CACHE_MEGABYTES));
  }

  /**
   * No thread of MVStore's own runs: each would commit, move or fail behind a caller's back. That
   * takes two settings, because {@code autoCommitDisabled} leaves on that a large batch is
   * committed in pieces.
   */
  private static MVStore start(CheckedFileStore file) {
    MVStore store =
        new MVStore.Builder()
            .adoptFileStore(file)
            .autoCommitDisabled()
            .autoCommitBufferSize(AUTO_COMMIT_NEVER)
            .open();
    store.setRetentionTime(RETENTION_NONE);
    return store;
  }
}
