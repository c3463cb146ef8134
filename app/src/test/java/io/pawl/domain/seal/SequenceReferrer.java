// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Registration;

/** Makes nothing, and hands out what does. For rules to find. */
public final class SequenceReferrer {
  private SequenceReferrer() {}

  /** Makes something of a registration. */
  public interface Maker<T> {
    T make(ClusterId cluster, Registration registration, long number);
  }

  public static Maker<NonceSequence> sequences() {
    return NonceSequence::new;
  }

  public static Maker<RegistrationReceipt> receipts() {
    return RegistrationReceipt::new;
  }
}
