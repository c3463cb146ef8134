// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.server.RaftServer;

/**
 * Whether the members know that an entry is committed. A leader that halts in front of one takes
 * the news with it: the others could not apply the entry either, but would not find out.
 */
final class CommitNews {
  private static final long PAUSE_MILLIS = 10;

  private CommitNews() {}

  /**
   * On a leader, waits until everybody has heard, but no longer than a member that is about to
   * start, or is slow, needs for it: one that is down may stay so.
   */
  static void awaitHeardByAll(RaftServer.Division division, long index, Duration longest) {
    Deadline deadline = Deadline.in(longest);
    while (division.getInfo().isLeader() && !isHeardByAll(division, index) && !deadline.isOver()) {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static boolean isHeardByAll(RaftServer.Division division, long index) {
    return division.getCommitInfos().stream().allMatch(known -> known.getCommitIndex() >= index);
  }
}
