// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Sentinel;

/** The files are damaged, or have lost what was durable. There is no way on with them. */
public final class StorageCorrupted extends StorageFault {
  private static final long serialVersionUID = 1L;

  public StorageCorrupted(String detail) {
    super(Sentinel.STORE_CORRUPTED, detail);
  }

  public StorageCorrupted(String detail, Throwable cause) {
    super(Sentinel.STORE_CORRUPTED, detail, cause);
  }
}
