// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One complete set of an engine's files: what an engine has to bring. {@link GenerationStore}
 * brings the rest: the lock, the order of positions, what is durable, snapshots, and that nothing
 * is called after {@link #close()} nor after a failure.
 *
 * <p>Every operation fails with {@link io.pawl.ports.driven.StorageUnavailable} or {@link
 * io.pawl.ports.driven.StorageCorrupted} and nothing else; in particular, a damaged row is never
 * "no row" and a damaged key ring never an empty one, neither here nor in a {@link View}. One
 * thread writes; any thread reads and syncs meanwhile.
 */
public interface Generation extends AutoCloseable {

  Optional<WriterRow> find(WriterKey key);

  /** The ring that was put last; empty before the first. */
  KeyRing keyRing();

  /** Where the last write stood; empty before the first. */
  Optional<LogPosition> lastApplied();

  /**
   * Stores the changes in order, and the position, atomically: whoever opens the files after a
   * crash finds both or neither, and never a write without all writes before it.
   */
  void write(LogPosition position, List<Change> changes);

  /** Every write that returned before is durable on return, against power loss too. */
  void sync();

  /** The state as of the last write, untouched by later ones until it is closed. */
  View view();

  /** Lets go of the files. Called once, after every view is closed. */
  @Override
  void close();

  /** A state that stands still while writes go on. Used by one thread. */
  interface View extends AutoCloseable {

    Optional<LogPosition> lastApplied();

    KeyRing keyRing();

    /** How many rows of writers there are; the key ring is none of them. */
    long rowCount();

    /** Every row in key order. */
    void scanAll(Consumer<StoredRow> visitor);

    /** Every row of the DEK in slot order. */
    void scan(DekId dek, Consumer<StoredRow> visitor);

    @Override
    void close();
  }
}
