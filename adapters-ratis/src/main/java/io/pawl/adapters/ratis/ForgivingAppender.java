// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Brings the leader's entries to one follower, and differs from Ratis' own way in five points.
 *
 * <p>It believes a follower who says how little it has. Ratis' own never goes back behind what a
 * follower once acknowledged. A follower that comes back empty, as a replaced node does, would be
 * offered what it cannot take until the leader changes.
 *
 * <p>It sends at once when nothing is on its way to the follower. Otherwise it gathers what comes
 * until the answer is there, but not for long: a lone entry waits for nothing, and many share a
 * request and a sync. Ratis' own waits so and so long between two requests, which is too long for
 * one entry and too short for many.
 *
 * <p>It sends again what got no answer. Ratis' own takes a connection that broke, or a request that
 * nobody answered in time, for nothing: the next entry will bring the answer. There may be none for
 * long, as those who propose wait for this one.
 *
 * <p>It claims no more than it proves: see {@link #claimingNoMoreThanItProves}.
 *
 * <p>It knows which of its heartbeats is on its way, and tells when it stops: see {@link
 * Leadership}.
 */
final class ForgivingAppender extends GrpcLogAppender {
  private static final long GATHERING_MILLIS_MAX = 5;

  /** When entries were last sent; heartbeats, which anybody who reads may cause, do not count. */
  private volatile Timestamp sent = Timestamp.currentTime();

  /** Where to begin again when what was sent gets no answer. */
  private volatile long firstSent = Long.MAX_VALUE;

  private final int patienceMillis;
  private final Consumer<LogAppender> stopped;

  /** The call of the last heartbeat that began; Ratis counts calls from 0. */
  private volatile long lastHeartbeat = -1;

  /** The highest call that was answered. */
  private volatile long lastAnswered = -1;

  /**
   * For a leader and one of its followers.
   *
   * @param stopped told when this one sends no more
   */
  ForgivingAppender(
      RaftServer.Division server,
      LeaderState state,
      FollowerInfo follower,
      Consumer<LogAppender> stopped) {
    super(server, state, follower);
    this.patienceMillis = server.properties().minRpcTimeoutMs();
    this.stopped = stopped;
  }

  @Override
  public CompletableFuture<LifeCycle.State> stopAsync() {
    CompletableFuture<LifeCycle.State> end = super.stopAsync();
    stopped.accept(this);
    return end;
  }

  long lastHeartbeat() {
    return lastHeartbeat;
  }

  /** True also if its answer was lost, until a later one comes. */
  boolean isHeartbeatOnItsWay() {
    return lastHeartbeat > lastAnswered;
  }

  /** Called under the lock of the leadership. */
  void answered(long callId) {
    lastAnswered = Math.max(lastAnswered, callId);
  }

  @Override
  protected long getNextIndexForInconsistency(long requestFirstIndex, long replyNextIndex) {
    long next =
        replyNextIndex <= getFollower().getMatchIndex()
            ? replyNextIndex
            : super.getNextIndexForInconsistency(requestFirstIndex, replyNextIndex);
    // A follower that is offered what it has committed names what comes after that; what is before
    // need not be sent again. Set beside Ratis' lock: at worst it is asked once more.
    firstSent = next;
    return next;
  }

  /**
   * Entries that were sent, are not acknowledged, and of which no answer is awaited any more. What
   * a new leader supposes a follower to have was not sent, and is not among them.
   */
  private void sendAgainWhatGotNoAnswer() {
    FollowerInfo follower = getFollower();
    long next = Math.max(follower.getMatchIndex() + 1, firstSent);
    if (next < follower.getNextIndex()
        && !hasPendingDataRequests()
        && sent.elapsedTimeMs() > patienceMillis) {
      sent = Timestamp.currentTime();
      follower.setNextIndex(next);
    }
  }

  private long gatheringMillisLeft() {
    return hasPendingDataRequests() ? GATHERING_MILLIS_MAX - sent.elapsedTimeMs() : 0;
  }

  private boolean isHeartbeatDue() {
    return getHeartbeatWaitTimeMs() <= 0;
  }

  @Override
  public boolean shouldSendAppendEntries() {
    return gatheringMillisLeft() > 0 ? isHeartbeatDue() : super.shouldSendAppendEntries();
  }

  /**
   * An answer, too, ends the wait. Without entries there is a wait: Ratis' own has none for a
   * follower that has everything and cannot be reached, and asks again as fast as it can.
   */
  @Override
  public long getWaitTimeMs() {
    long gathering = gatheringMillisLeft();
    if (gathering > 0) {
      return Math.min(gathering, Math.max(1, getHeartbeatWaitTimeMs()));
    }
    return hasAppendEntries() ? super.getWaitTimeMs() : Math.max(1, super.getWaitTimeMs());
  }

  /** Nothing, if there is nothing to send yet; asked also when a follower lacks a commit only. */
  @Override
  public @Nullable AppendEntriesRequestProto newAppendEntriesRequest(long callId, boolean heartbeat)
      throws RaftLogIOException {
    sendAgainWhatGotNoAnswer();
    if (!heartbeat && !isHeartbeatDue() && gatheringMillisLeft() > 0) {
      return null;
    }
    AppendEntriesRequestProto request = super.newAppendEntriesRequest(callId, heartbeat);
    if (request == null) {
      return null;
    }
    if (request.getEntriesCount() > 0) {
      sent = Timestamp.currentTime();
      firstSent = Math.min(firstSent, request.getEntries(0).getIndex());
    } else {
      lastHeartbeat = callId;
    }
    return claimingNoMoreThanItProves(request);
  }

  /**
   * A message that does not say which entry it follows proves nothing of what the follower has
   * beyond the entries in it. Ratis' follower takes it as if it proved one entry more: what stands
   * there may be another leader's, and would count as committed. So such a message claims no more
   * to be committed than it brings.
   */
  static AppendEntriesRequestProto claimingNoMoreThanItProves(AppendEntriesRequestProto request) {
    int count = request.getEntriesCount();
    long proven = count == 0 ? RaftLog.INVALID_LOG_INDEX : request.getEntries(count - 1).getIndex();
    return request.hasPreviousLog() || request.getLeaderCommit() <= proven
        ? request
        : request.toBuilder().setLeaderCommit(proven).build();
  }
}
