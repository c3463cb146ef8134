// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static io.pawl.domain.seal.Sessions.CLUSTER;
import static io.pawl.domain.seal.Sessions.DEK;
import static io.pawl.domain.seal.Sessions.secret;
import static io.pawl.domain.seal.Sessions.sequence;

/** Who seals in a new session, and who opens with the same keys. */
record OneSession(Keystore keys, Sealer sealer, Opener opener) {
  static OneSession begin() {
    Sessions.forgetLastNonce();
    Keystore keys = Sessions.keystore(CLUSTER, DEK, secret(1));
    return new OneSession(keys, new Sealer(keys, sequence()), new Opener(keys));
  }
}
