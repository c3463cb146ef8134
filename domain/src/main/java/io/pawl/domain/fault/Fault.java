// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.fault;

/**
 * A failure with a name. Refusals are values; a fault is for what no caller can answer by choosing
 * otherwise: a broken environment, damaged bytes.
 */
public abstract class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Sentinel sentinel;
  private final String detail;

  protected Fault(Sentinel sentinel, String detail) {
    super(text(sentinel, detail));
    this.sentinel = sentinel;
    this.detail = detail;
  }

  protected Fault(Sentinel sentinel, String detail, Throwable cause) {
    super(text(sentinel, detail), cause);
    this.sentinel = sentinel;
    this.detail = detail;
  }

  public final Sentinel sentinel() {
    return sentinel;
  }

  /** What is true of this case only, without the sentinel's own words. */
  public final String detail() {
    return detail;
  }

  private static String text(Sentinel sentinel, String detail) {
    return sentinel + ": " + sentinel.meaning() + " " + detail + " " + sentinel.remedy();
  }
}
