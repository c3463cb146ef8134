// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Registration;

/** Opens no sequence itself, and lets everybody open one. For a rule to find. */
public final class SequenceSupplier {
  private SequenceSupplier() {}

  interface Maker<T> {
    T make(ClusterId cluster, Registration registration, long number);
  }

  static Maker<NonceSequence> sequences() {
    return NonceSequence::new;
  }

  static Maker<RegistrationReceipt> receipts() {
    return RegistrationReceipt::new;
  }
}
