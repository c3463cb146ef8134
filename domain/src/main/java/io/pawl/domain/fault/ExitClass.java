// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.fault;

/**
 * How a command that ends in a {@link Sentinel} exits, so that scripts can branch without parsing.
 */
public enum ExitClass {
  OK(0),
  USAGE(2),
  NO_QUORUM(10),
  REFUSED(11),
  KEK(12),
  REGISTRATION_REFUSED(13),
  INTEGRITY(14),
  UNKNOWN_OUTCOME(15),
  HALTED(16),
  BUG(70);

  private final int code;

  ExitClass(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
