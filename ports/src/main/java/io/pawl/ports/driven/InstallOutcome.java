// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;

/** Whether a snapshot replaced the state of a store. */
public sealed interface InstallOutcome {

  /** The store now holds exactly the snapshot. */
  record Installed(LogPosition position) implements InstallOutcome {}

  /** The snapshot was refused and the store is as it was. */
  record Refused(Sentinel sentinel, String detail) implements InstallOutcome {}
}
