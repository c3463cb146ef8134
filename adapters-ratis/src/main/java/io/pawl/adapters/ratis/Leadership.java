// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
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
 * there was none when the question came: each question is followed by an append of which a majority
 * has to say that it took it. Ratis' own way asks once for each commit, and answers by what was
 * said then.
 */
final class Leadership {
  private final RaftServer.Division division;
  private final LeaderState state;

  @GuardedBy("this")
  private final Map<RaftPeerId, LogAppender> appenders = new HashMap<>();

  @GuardedBy("this")
  private final Set<Inquiry> inquiries = new HashSet<>();

  Leadership(RaftServer.Division division, LeaderState state) {
    this.division = division;
    this.state = state;
  }

  boolean isOf(LeaderState other) {
    return state == other;
  }

  /** A new one, in place of the one that the follower may have had. */
  synchronized LogAppender appender(FollowerInfo follower) {
    LogAppender appender =
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
    List<LogAppender> asked;
    Inquiry inquiry;
    synchronized (this) {
      asked = List.copyOf(appenders.values());
      inquiry = new Inquiry(asked, followers);
      inquiries.add(inquiry);
    }
    asked.forEach(LogAppender::triggerHeartbeat);
    return inquiry
        .answer
        .completeOnTimeout(false, division.properties().maxRpcTimeoutMs(), TimeUnit.MILLISECONDS)
        .whenComplete((confirmed, never) -> forget(inquiry));
  }

  private synchronized void forget(Inquiry inquiry) {
    inquiries.remove(inquiry);
  }

  /** Called for what a follower says, unless it says that somebody else leads. */
  private void answered(LogAppender appender, AppendEntriesReplyProto reply) {
    if (reply.getResult() != AppendResult.SUCCESS) {
      return;
    }
    long callId = reply.getServerReply().getCallId();
    List<Inquiry> confirmed = new ArrayList<>();
    boolean unasked = false;
    synchronized (this) {
      for (Inquiry inquiry : inquiries) {
        if (inquiry.isConfirmedBy(appender, callId)) {
          confirmed.add(inquiry);
        }
        unasked |= inquiry.isUnasked(appender);
      }
    }
    confirmed.forEach(inquiry -> inquiry.answer.complete(true));
    if (unasked) {
      appender.triggerHeartbeat();
    }
  }

  /** So it is when this leadership ends. Whoever waits need not wait for the rest of the time. */
  private void stopped() {
    List<Inquiry> open;
    synchronized (this) {
      open = List.copyOf(inquiries);
    }
    open.forEach(inquiry -> inquiry.answer.complete(false));
  }

  /** Guarded by the leadership, but for its answer. */
  private static final class Inquiry {
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

    /** Those who have not answered, each with the first append that began after the question. */
    private final Map<LogAppender, Long> unheard = new HashMap<>();

    private int missing;

    Inquiry(List<LogAppender> asked, int followers) {
      asked.forEach(appender -> unheard.put(appender, appender.getCallId()));
      this.missing = followers;
    }

    boolean isConfirmedBy(LogAppender appender, long callId) {
      Long first = unheard.get(appender);
      if (first == null || callId < first) {
        return false;
      }
      unheard.remove(appender);
      missing--;
      return missing == 0;
    }

    /**
     * Whether no append began since: the request for one got lost if it came while the one before
     * was about to be sent.
     */
    boolean isUnasked(LogAppender appender) {
      Long first = unheard.get(appender);
      return first != null && appender.getCallId() == first;
    }
  }
}
