// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import io.pawl.app.wiring.Node;
import io.pawl.ports.driven.MemberStatus.Standing;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a node can be relied on: it takes part in every group and has seen what was agreed on.
 */
public final class Readiness {

  private Readiness() {}

  /** The reasons why not, one for each thing that is missing; none if the node is ready. */
  public static List<String> reasonsAgainst(Node node) {
    List<String> reasons = new ArrayList<>();
    node.halted().ifPresent(halted -> reasons.add(halted.getMessage()));
    for (int group = 0; group < node.settings().groups(); group++) {
      int number = group;
      Standings.of(node, number)
          .ifPresentOrElse(
              standing -> addReasons(number, standing, reasons),
              () -> reasons.add("group %s: closed".formatted(number)));
    }
    return List.copyOf(reasons);
  }

  private static void addReasons(int group, Standing standing, List<String> reasons) {
    if (standing.leader().isEmpty()) {
      reasons.add("group %s: no leader is known".formatted(group));
    }
    if (standing.applied() < standing.committed()) {
      reasons.add(
          "group %s: applied up to %s of %s"
              .formatted(group, standing.applied(), standing.committed()));
    }
  }
}
