// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.ports.driven.Entropy;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Peers;
import io.pawl.ports.driven.UnixClock;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Whether a node opens keys and, when it leads, makes them. */
public sealed interface Encryption {

  Encryption OFF = new Off();

  /** It has no KEK, and keeps no keys. */
  record Off() implements Encryption {}

  /**
   * It has a KEK. Whoever opened that closes it, after the replica.
   *
   * @param sidecar up to which index of the log the node's sidecar is complete; empty if it keeps
   *     none
   */
  record On(Kek kek, Entropy entropy, UnixClock clock, Peers peers, Supplier<OptionalLong> sidecar)
      implements Encryption {

    /** Of a node that keeps no sidecar. */
    public On(Kek kek, Entropy entropy, UnixClock clock, Peers peers) {
      this(kek, entropy, clock, peers, OptionalLong::empty);
    }
  }
}
