// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Sentinel;

/** The environment failed: a full disk, a lost device, a missing permission. */
public final class StorageUnavailable extends StorageFault {
  private static final long serialVersionUID = 1L;

  public StorageUnavailable(String detail) {
    super(Sentinel.STORE_UNAVAILABLE, detail);
  }

  public StorageUnavailable(String detail, Throwable cause) {
    super(Sentinel.STORE_UNAVAILABLE, detail, cause);
  }
}
