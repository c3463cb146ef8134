// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.offending;

import io.pawl.domain.seal.Nonce;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeSlot;
import java.util.function.Supplier;

/** Does nothing of what it may not do, and hands out what does. */
public final class Referrer {

  /** Makes a nonce. */
  public interface Maker {
    Nonce make(NodeSlot slot, LocalEpoch epoch, long count);
  }

  public Maker nonces() {
    return Nonce::new;
  }

  public Supplier<SecretAccess> access() {
    return SecretAccess::granted;
  }
}
