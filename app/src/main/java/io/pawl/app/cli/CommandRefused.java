// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** A command that can be understood, and is not carried out. */
final class CommandRefused extends Fault {
  private static final long serialVersionUID = 1L;

  CommandRefused(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }
}
