// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

/** This machine's idea of the time. Nothing is decided by it. */
@FunctionalInterface
public interface UnixClock {

  /** Since 1970 in UTC. */
  long millis();
}
