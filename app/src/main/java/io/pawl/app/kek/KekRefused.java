// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** A KEK that is not there, or not fit to be used. Nothing was made or changed. */
public final class KekRefused extends Fault {
  private static final long serialVersionUID = 1L;

  KekRefused(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }

  KekRefused(Sentinel sentinel, String detail, Throwable cause) {
    super(sentinel, detail, cause);
  }
}
