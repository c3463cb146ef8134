// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

/** How long, and how often, to ask again. */
@FunctionalInterface
public interface Patience {

  /** Waits longer than the time before; false, and at once, if there is no time left for it. */
  boolean pause();
}
