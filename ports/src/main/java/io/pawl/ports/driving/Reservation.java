// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

/** The slots of an admitted entry, kept free of other changes while it is on its way. */
public interface Reservation {

  /** Asked last before the entry is appended; false means that it must not be. */
  boolean holds();

  /** The entry will not be appended. Has no effect the second time, nor once it was applied. */
  void release();
}
