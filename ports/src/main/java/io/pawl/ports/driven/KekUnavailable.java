// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** What holds the KEK does not answer: a token that was taken out, a session that ended. */
public final class KekUnavailable extends Fault {
  private static final long serialVersionUID = 1L;

  public KekUnavailable(String detail, Throwable cause) {
    super(Sentinel.KEK_UNAVAILABLE, detail, cause);
  }
}
