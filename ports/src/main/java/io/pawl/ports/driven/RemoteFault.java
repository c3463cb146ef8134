// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** A cluster, or a member of it, that does not give an answer. */
public final class RemoteFault extends Fault {
  private static final long serialVersionUID = 1L;

  public RemoteFault(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }

  public RemoteFault(Sentinel sentinel, String detail, Throwable cause) {
    super(sentinel, detail, cause);
  }
}
