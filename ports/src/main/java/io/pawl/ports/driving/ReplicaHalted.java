// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driving;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;

/**
 * The replica stopped in front of an entry. Always {@code ENCRYPTION_APPLY}, around the sentinel of
 * what is really wrong.
 */
public final class ReplicaHalted extends Fault {
  private static final long serialVersionUID = 1L;

  private final Sentinel reason;
  private final long index;

  public ReplicaHalted(LogPosition position, Sentinel reason, String detail) {
    super(Sentinel.ENCRYPTION_APPLY, text(position, reason, detail));
    this.reason = reason;
    this.index = position.index();
  }

  public ReplicaHalted(LogPosition position, Fault cause) {
    super(Sentinel.ENCRYPTION_APPLY, text(position, cause.sentinel(), ""), cause);
    this.reason = cause.sentinel();
    this.index = position.index();
  }

  /** What is really wrong. */
  public Sentinel reason() {
    return reason;
  }

  /** The index of the entry that was not applied. */
  public long index() {
    return index;
  }

  private static String text(LogPosition position, Sentinel reason, String detail) {
    return "The entry at %s met %s: %s %s %s"
        .formatted(position, reason, reason.meaning(), detail, reason.remedy())
        .replaceAll(" +", " ");
  }
}
