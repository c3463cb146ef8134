// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.LeaderState;

/** The latest leadership of a node in each of its groups, which may be over. */
final class Leaderships {
  private final ConcurrentMap<RaftGroupId, Leadership> latest = new ConcurrentHashMap<>();

  /** That of the state; the one before it in the group is over. */
  Leadership of(RaftServer.Division division, LeaderState state) {
    return latest.compute(
        division.getMemberId().getGroupId(),
        (group, known) ->
            known != null && known.isOf(state) ? known : new Leadership(division, state));
  }

  /**
   * Whether this node, which leads the group as far as it knows, led it still at some moment after
   * the call. False says that it could not be shown in time.
   */
  CompletableFuture<Boolean> confirm(RaftServer.Division division) {
    int members = division.getRaftConf().getCurrentPeers().size();
    if (members == 1) {
      return CompletableFuture.completedFuture(true);
    }
    Leadership leadership = latest.get(division.getMemberId().getGroupId());
    return leadership == null
        ? CompletableFuture.completedFuture(false)
        : leadership.confirm(othersOf(members));
  }

  /** How many of the others are a majority together with this node. */
  private static int othersOf(int members) {
    return members / 2;
  }
}
