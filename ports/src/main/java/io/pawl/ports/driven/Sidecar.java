// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.LocalEpoch;
import java.util.Optional;

/**
 * A node's own memory of the epochs it spent. It bounds the next epoch from below together with the
 * registry: either may be lost or old, and no epoch is used twice as long as the registry is asked.
 */
public interface Sidecar extends AutoCloseable {

  /** The highest epoch this node spent under the key, as far as it remembers. */
  Optional<LocalEpoch> lastSpent(DekId dek);

  /**
   * Remembers that the epoch is spent; durable on return, against power loss too. An epoch that is
   * not after the last one spent is a bug of the caller: {@link IllegalArgumentException}.
   */
  void spend(DekId dek, LocalEpoch epoch);

  @Override
  void close();
}
