// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** Keys that this process cannot use: its KEK does not open them, or they are another cluster's. */
public final class KeyNotOpened extends Fault {
  private static final long serialVersionUID = 1L;

  KeyNotOpened(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }
}
