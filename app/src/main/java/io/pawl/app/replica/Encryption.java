// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.ports.driven.Entropy;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Peers;
import io.pawl.ports.driven.UnixClock;

/** Whether a node opens keys and, when it leads, makes them. */
public sealed interface Encryption {

  Encryption OFF = new Off();

  /** It has no KEK, and keeps no keys. */
  record Off() implements Encryption {}

  /** It has a KEK. Whoever opened that closes it, after the replica. */
  record On(Kek kek, Entropy entropy, UnixClock clock, Peers peers) implements Encryption {}
}
