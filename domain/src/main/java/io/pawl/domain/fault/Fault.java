// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.fault;

/**
 * A failure with a name. Refusals are values; a fault is for what no caller can answer by choosing
 * otherwise: a broken environment, damaged bytes.
 */
public abstract class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Sentinel sentinel;

  protected Fault(Sentinel sentinel, String detail) {
    super(text(sentinel, detail));
    this.sentinel = sentinel;
  }

  protected Fault(Sentinel sentinel, String detail, Throwable cause) {
    super(text(sentinel, detail), cause);
    this.sentinel = sentinel;
  }

  public final Sentinel sentinel() {
    return sentinel;
  }

  private static String text(Sentinel sentinel, String detail) {
    return sentinel + ": " + sentinel.meaning() + " " + detail + " " + sentinel.remedy();
  }
}
