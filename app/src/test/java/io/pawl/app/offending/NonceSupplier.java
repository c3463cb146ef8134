// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.seal.Nonce;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;

/** Makes no nonce itself, and lets everybody make one. */
public final class NonceSupplier {
  interface Maker {
    Nonce nonce(NodeSlot slot, LocalEpoch epoch, long writeCount);
  }

  Maker maker() {
    return Nonce::new;
  }
}
