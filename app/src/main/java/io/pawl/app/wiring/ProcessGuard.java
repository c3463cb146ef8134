// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.adapters.ratis.ReceivedObjects;

/** What a process that is Pawl and nothing else does before it talks to anybody. */
public final class ProcessGuard {

  private ProcessGuard() {}

  /**
   * From here on no Java object is read but the exceptions that members answer with; unless the
   * process was given a filter of its own, which stays.
   */
  public static void raise() {
    ReceivedObjects.guardThisProcess();
  }
}
