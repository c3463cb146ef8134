// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Sentinel;

/** The store is in order, but not for this caller, this cluster, this engine or any more. */
public final class StorageRefused extends StorageFault {
  private static final long serialVersionUID = 1L;

  public StorageRefused(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }
}
