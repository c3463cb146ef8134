// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkState;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Registration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proof that the registry holds a registration: what a nonce sequence is opened with, once. Only
 * {@link Receipts} makes one.
 */
public final class RegistrationReceipt {
  private final ClusterId cluster;
  private final Registration registration;
  private final long index;
  private final AtomicBoolean opened = new AtomicBoolean();

  RegistrationReceipt(ClusterId cluster, Registration registration, long index) {
    this.cluster = cluster;
    this.registration = registration;
    this.index = index;
  }

  public Registration registration() {
    return registration;
  }

  /** Where the registration is committed. */
  public long index() {
    return index;
  }

  /** The sequence of this registration. A second one would repeat the first one's nonces. */
  public NonceSequence open() {
    checkState(opened.compareAndSet(false, true), "The receipt is used: %s.", registration);
    return new NonceSequence(cluster, registration, NonceSequence.FIRST);
  }

  @Override
  public String toString() {
    return "receipt for " + registration + ", index " + index;
  }
}
