// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.jspecify.annotations.Nullable;

/**
 * gRPC, and a leader that believes a follower who says how little it has.
 *
 * <p>It also claims no more than it proves: see {@link #claimingNoMoreThanItProves}.
 *
 * <p>Ratis' own never goes back behind what a follower once acknowledged. A follower that comes
 * back empty, as a replaced node does, would be offered what it cannot take until the leader
 * changes.
 */
final class ForgivingRpc implements RpcType {

  /** Ratis makes it, by the name of the class. */
  ForgivingRpc() {}

  @Override
  public String name() {
    return ForgivingRpc.class.getName();
  }

  @Override
  public RpcFactory newFactory(Parameters parameters) {
    return new Factory(parameters);
  }

  private static final class Factory extends GrpcFactory {
    Factory(Parameters parameters) {
      super(parameters);
    }

    @Override
    public LogAppender newLogAppender(
        RaftServer.Division server, LeaderState state, FollowerInfo follower) {
      return new Appender(server, state, follower);
    }
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

  private static final class Appender extends GrpcLogAppender {
    Appender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
      super(server, state, follower);
    }

    /** Nothing if there is nothing to send. */
    @Override
    public @Nullable AppendEntriesRequestProto newAppendEntriesRequest(
        long callId, boolean heartbeat) throws RaftLogIOException {
      AppendEntriesRequestProto request = super.newAppendEntriesRequest(callId, heartbeat);
      return request == null ? null : claimingNoMoreThanItProves(request);
    }

    @Override
    protected long getNextIndexForInconsistency(long requestFirstIndex, long replyNextIndex) {
      return replyNextIndex <= getFollower().getMatchIndex()
          ? replyNextIndex
          : super.getNextIndexForInconsistency(requestFirstIndex, replyNextIndex);
    }
  }
}
