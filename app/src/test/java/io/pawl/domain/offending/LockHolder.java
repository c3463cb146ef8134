// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.offending;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Brings threads into the domain. */
public final class LockHolder {
  private final Lock lock = new ReentrantLock();

  public boolean isFree() {
    return lock.tryLock();
  }
}
