// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Registration;

/** Sits beside the sequences, and opens one that no registry gave. For a rule to find. */
public final class SequenceMaker {
  private SequenceMaker() {}

  public static NonceSequence sequence(ClusterId cluster, Registration registration) {
    return new NonceSequence(cluster, registration, NonceSequence.FIRST);
  }

  public static RegistrationReceipt receipt(ClusterId cluster, Registration registration) {
    return new RegistrationReceipt(cluster, registration, 1);
  }
}
