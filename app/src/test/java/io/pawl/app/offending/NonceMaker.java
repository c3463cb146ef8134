// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.seal.Nonce;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;

/** Puts a nonce together. */
public final class NonceMaker {
  public Nonce nonce() {
    return new Nonce(new NodeSlot(1), new LocalEpoch(1), 1);
  }
}
