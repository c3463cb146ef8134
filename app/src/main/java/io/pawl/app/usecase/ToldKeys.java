// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.domain.state.KeyUses;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.MemberStatus.Up;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import java.util.Optional;

/** The keys as one member holds them, whether there is a quorum or not. */
public record ToldKeys(NodeName by, KeyUses keys) {

  /** By the member that knows best; empty if none answers. */
  public static Optional<ToldKeys> askedOf(RemoteRegistry registry, ClusterStatus status) {
    return status.bestInformedFirst().stream()
        .map(member -> told(registry, member))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Who falls silent after it was up leaves the question to the next one. */
  private static Optional<ToldKeys> told(RemoteRegistry registry, Up member) {
    try {
      return Optional.of(new ToldKeys(member.name(), registry.keyUses(member.name())));
    } catch (RemoteFault silent) {
      return Optional.empty();
    }
  }
}
