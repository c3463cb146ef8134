// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;

/**
 * Carries the first thing wrong with some bytes from the parser to {@link Decoded#parse}, no
 * further.
 */
final class MalformedBytes extends Fault {
  private static final long serialVersionUID = 1L;

  MalformedBytes(Sentinel sentinel, String detail) {
    super(sentinel, detail);
  }

  /** Control flow, not a place to look at: malformed input must stay cheap. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
