// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** Why a store does not do what it was asked to. A replica that meets one halts. */
public abstract sealed class StorageFault extends Fault
    permits StorageUnavailable, StorageCorrupted, StorageRefused {
  private static final long serialVersionUID = 1L;

  StorageFault(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }

  StorageFault(Sentinel sentinel, String detail, Throwable cause) {
    super(sentinel, detail, cause);
  }
}
