// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.ports.driven.Entropy;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Peers;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.driven.UnixClock;

/** Whether a node opens keys and, when it leads, makes them. */
public sealed interface Encryption {

  Encryption OFF = new Off();

  /** It has no KEK, and keeps no keys. */
  record Off() implements Encryption {}

  /** It has a KEK and a sidecar. Whoever opened those closes them, after the replica. */
  record On(Kek kek, Entropy entropy, UnixClock clock, Peers peers, Sidecar sidecar)
      implements Encryption {}
}
