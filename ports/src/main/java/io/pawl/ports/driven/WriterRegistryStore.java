// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.domain.writer.WriterRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Remembers the registry, the key ring and how far the log has been applied, together. The numbered
 * rules (RS-1 and on) are in {@code docs/contracts/registry-store.md}; the contract kit tests every
 * one of them against every engine.
 *
 * <p><b>Threads.</b> One thread commits, in log order. Any thread may read, sync, take snapshots
 * and close at the same time. A commit waits neither for a scan nor for a snapshot being written.
 *
 * <p><b>Durability.</b> A commit is atomic at once and durable no later than the next {@link
 * #sync()} or {@link #close()} that returns. A crash in between may lose the latest commits, always
 * a suffix of them and never one from the middle; what was durable is never lost silently: a store
 * that comes back behind it refuses to open.
 *
 * <p><b>Failures.</b> The environment fails with {@link StorageUnavailable}, damaged files with
 * {@link StorageCorrupted}. After either from {@code commit}, {@code sync} or a read, the store may
 * no longer know what it holds: everything but {@link #close()} is refused from then on, and the
 * next opener finds out from the files. A closed store refuses everything with {@link
 * StorageRefused} and {@code STORE_CLOSED}, but closing it again does nothing.
 */
public interface WriterRegistryStore extends WriterRows, AutoCloseable {

  /** The row at the key as of the last commit; empty only if none was ever put there. */
  @Override
  Optional<WriterRow> find(WriterKey key);

  /**
   * Shows the visitor every row of the DEK in slot order, all as of one commit. The visitor may
   * read the store but neither commit to it, nor install a snapshot into it, nor close it.
   */
  void scan(DekId dek, Consumer<StoredRow> visitor);

  /** Shows the visitor every row in key order, all as of one commit, as {@link #scan} does. */
  void scanAll(Consumer<StoredRow> visitor);

  /**
   * The key ring as of the last commit; empty only if none was ever put. A ring that cannot be read
   * is damage, and never an empty one: whoever saw that would take the cluster for a new one.
   */
  KeyRing keyRing();

  /** Where the last commit stood in the log; empty if there was none. */
  Optional<LogPosition> lastApplied();

  /**
   * Stores the changes in their order, and the position, in one atomic step. A position at or below
   * the stored index was applied before: nothing changes. A position whose term is below the stored
   * term at a higher index cannot come from the log that was stored, and is a bug of the caller:
   * {@link IllegalArgumentException}, and nothing changes.
   */
  CommitOutcome commit(LogPosition position, List<Change> changes);

  /**
   * Every commit that returned before this call is durable when it returns, against power loss too.
   */
  void sync();

  /**
   * Writes the key ring, the rows and the position, all as of one commit, to a new file in the
   * portable format. Two stores with the same state write the same bytes, whatever their engines.
   * The file is whole and durable on return; it does not exist under its name before, nor after a
   * failure. There must have been a commit ({@link IllegalStateException}), and the file must not
   * exist yet ({@link IllegalArgumentException}).
   *
   * @return the position the snapshot stands at
   */
  LogPosition writeSnapshot(Path target);

  /**
   * Replaces the key ring, all rows and the position by those of a snapshot, or nothing at all: a
   * snapshot without a ring leaves none. What is not a whole snapshot of this cluster, or stands
   * behind the store, is refused with everything as it was. The new state is durable on return.
   * Commits wait; reads see the old state or the new one. The new state takes over once the scans
   * that are open have ended, and reads that begin meanwhile may wait for that too: a visitor that
   * takes long holds them up.
   */
  InstallOutcome installSnapshot(Path source);

  /** Makes every commit durable and lets go of the folder. */
  @Override
  void close();
}
