// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.pawl.app.wiring.Node;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.RemoteFault;
import java.util.Optional;

/** Asks where a node stands, which may be nowhere. */
final class Standings {

  private Standings() {}

  /** Empty if the group is closed, or closes while it is asked. */
  static Optional<Standing> of(Node node, int group) {
    if (!node.isAlive(group)) {
      return Optional.empty();
    }
    try {
      return Optional.of(node.standing(group));
    } catch (RemoteFault | IllegalStateException closedMeanwhile) {
      return Optional.empty();
    }
  }
}
