// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What the registry remembers of one writer: who owns the slot, the first and the highest epoch it
 * registered, and which load holds that highest epoch.
 */
public record WriterRow(
    NodeId owner, LocalEpoch firstSeen, LocalEpoch lastSeen, Incarnation incarnation) {

  public WriterRow {
    checkArgument(
        areInOrder(firstSeen, lastSeen),
        "The first epoch %s is after the last %s.",
        firstSeen,
        lastSeen);
  }

  public static boolean areInOrder(LocalEpoch firstSeen, LocalEpoch lastSeen) {
    return !firstSeen.isAfter(lastSeen);
  }

  static WriterRow first(Registration registration) {
    return new WriterRow(
        registration.node(),
        registration.epoch(),
        registration.epoch(),
        registration.incarnation());
  }

  WriterRow advancedBy(Registration registration) {
    return new WriterRow(owner, firstSeen, registration.epoch(), registration.incarnation());
  }

  @Override
  public String toString() {
    return "node %s, epochs %s to %s, incarnation %s"
        .formatted(owner, firstSeen, lastSeen, incarnation);
  }
}
