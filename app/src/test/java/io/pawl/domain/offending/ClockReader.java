// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.offending;

/** Decides by the hour. */
public final class ClockReader {
  public boolean isLate() {
    return System.currentTimeMillis() > 0;
  }
}
