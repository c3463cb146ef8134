// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.LocalEpoch;
import java.util.Collection;
import java.util.Optional;

/**
 * A node's own memory of the epochs it spent, and beside them a copy of the cluster's keys. It
 * bounds the next epoch from below together with the registry: either may be lost or old, and no
 * epoch is used twice as long as the registry is asked.
 *
 * <p>It belongs to one node of one cluster. Epochs never go back in it, whatever is done, but for a
 * whole sidecar that is lost or replaced by an older one. Any thread may call; a call after {@link
 * #close()} is a bug of the caller ({@link IllegalStateException}).
 */
public interface Sidecar extends AutoCloseable {

  /** The highest epoch this node spent under the key, as far as it remembers. */
  Optional<LocalEpoch> lastSpent(DekId dek);

  /**
   * Remembers that the epoch is spent; durable on return, against power loss too. An epoch that is
   * not after the last one spent is a bug of the caller: {@link IllegalArgumentException}.
   *
   * @throws StorageFault it could not be made durable, and counts as not spent: it may be spent
   *     again
   */
  void spend(DekId dek, LocalEpoch epoch);

  /**
   * Compares itself with the replicated store as of a log index, and takes over what it lacks: the
   * keys, and the epochs that the registry has seen of this node. Rows of other nodes are passed
   * over. Durable on return. Keys that only the sidecar has are kept in it while the log may still
   * bring them, and set aside after that: they may be the last copy there is.
   *
   * @throws StorageFault it could not be made durable, and nothing was taken over
   */
  Adoption adopt(KeyRing ring, long index, Collection<StoredRow> rows);

  /** The log index up to which the copy of the keys is known to be complete; 0 at first. */
  long appliedIndex();

  @Override
  void close();
}
