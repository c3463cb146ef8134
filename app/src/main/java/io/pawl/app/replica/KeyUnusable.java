// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/** A key that this node's KEK is of no use for, or that it has no KEK for. */
final class KeyUnusable extends Fault {
  private static final long serialVersionUID = 1L;

  KeyUnusable(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }
}
