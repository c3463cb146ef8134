// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** A node that does not start, with nothing changed on its disk. */
public final class StartupRefused extends Fault {
  private static final long serialVersionUID = 1L;

  StartupRefused(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }

  StartupRefused(Sentinel sentinel, String detail, Throwable cause) {
    super(sentinel, detail, cause);
  }
}
