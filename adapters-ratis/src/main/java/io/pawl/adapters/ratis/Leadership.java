// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/**
 * One time that this node leads a group, and what its followers say to it.
 *
 * <p>A leader is the last to hear that there is another. Whoever reads from it needs to know that
 * there was none when the question came: a majority has to take an append that began after it.
 * Ratis' own way asks once for each commit, and answers by what was said then.
 */
final class Leadership {
  private final RaftServer.Division division;
  private final LeaderState state;

  @GuardedBy("this")
  private final Map<RaftPeerId, ForgivingAppender> appenders = new HashMap<>();

  @GuardedBy("this")
  private final Set<Confirmation> confirmations = new HashSet<>();

  Leadership(RaftServer.Division division, LeaderState state) {
    this.division = division;
    this.state = state;
  }

  boolean isOf(LeaderState other) {
    return state == other;
  }

  /** A new one, in place of the one that the follower may have had. */
  synchronized LogAppender appender(FollowerInfo follower) {
    ForgivingAppender appender =
        new ForgivingAppender(
            division, new WatchedLeaderState(state, this::answered), follower, this::stopped);
    appenders.put(follower.getId(), appender);
    return appender;
  }

  /**
   * Whether so many followers took an append that began after the call; false if they did not for
   * as long as a leader without followers takes itself for one.
   */
  CompletableFuture<Boolean> confirm(int followers) {
    Confirmation confirmation;
    List<ForgivingAppender> idle;
    synchronized (this) {
      if (appenders.isEmpty()) {
        return CompletableFuture.completedFuture(false);
      }
      confirmation = new Confirmation(appenders.values(), followers);
      confirmations.add(confirmation);
      idle = appenders.values().stream().filter(each -> !each.isHeartbeatOnItsWay()).toList();
    }
    idle.forEach(LogAppender::triggerHeartbeat);
    return confirmation
        .answer
        .completeOnTimeout(false, division.properties().maxRpcTimeoutMs(), TimeUnit.MILLISECONDS)
        .whenComplete((confirmed, never) -> forget(confirmation));
  }

  private synchronized void forget(Confirmation confirmation) {
    confirmations.remove(confirmation);
  }

  /**
   * Called for what a follower says, unless it names a later term. Questions that came while a
   * heartbeat was on its way share the next one.
   */
  private void answered(LogAppender appender, AppendEntriesReplyProto reply) {
    long callId = reply.getServerReply().getCallId();
    List<Confirmation> complete = new ArrayList<>();
    ForgivingAppender unasked;
    synchronized (this) {
      ForgivingAppender known = appenders.get(appender.getFollowerId());
      if (known != appender) {
        return;
      }
      known.answered(callId);
      if (reply.getResult() == AppendResult.SUCCESS) {
        for (Confirmation confirmation : confirmations) {
          if (confirmation.completes(known, callId)) {
            complete.add(confirmation);
          }
        }
      }
      unasked =
          confirmations.stream().anyMatch(confirmation -> confirmation.lacksHeartbeat(known))
              ? known
              : null;
    }
    complete.forEach(confirmation -> confirmation.answer.complete(true));
    if (unasked != null) {
      unasked.triggerHeartbeat();
    }
  }

  /**
   * All stop when this leadership ends; one of them, if it is to be replaced. Whoever waits when
   * there is none left need not wait for the rest of the time.
   */
  private void stopped(LogAppender appender) {
    List<Confirmation> open;
    synchronized (this) {
      appenders.remove(appender.getFollowerId(), appender);
      if (!appenders.isEmpty()) {
        return;
      }
      open = List.copyOf(confirmations);
    }
    open.forEach(confirmation -> confirmation.answer.complete(false));
  }

  /** Of one question. Guarded by the leadership, but for its answer. */
  private static final class Confirmation {
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

    /**
     * For each appender the first call that began after the question. One that is not among them
     * was made after it, and all its calls count.
     */
    private final Map<ForgivingAppender, Long> first = new HashMap<>();

    private final Set<RaftPeerId> heard = new HashSet<>();
    private final int needed;

    Confirmation(Collection<ForgivingAppender> asked, int followers) {
      asked.forEach(appender -> first.put(appender, appender.getCallId()));
      this.needed = followers;
    }

    boolean completes(ForgivingAppender appender, long callId) {
      return callId >= firstOf(appender)
          && heard.add(appender.getFollowerId())
          && heard.size() == needed;
    }

    /**
     * Whether a heartbeat has yet to begin. One that is asked for while an append is about to be
     * sent can get lost, and is asked for again when that one is answered.
     */
    boolean lacksHeartbeat(ForgivingAppender appender) {
      return !heard.contains(appender.getFollowerId())
          && appender.lastHeartbeat() < firstOf(appender);
    }

    private long firstOf(ForgivingAppender appender) {
      return first.getOrDefault(appender, 0L);
    }
  }
}
