// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/**
 * gRPC, and a leader that believes a follower who says how little it has.
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

  private static final class Appender extends GrpcLogAppender {
    Appender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
      super(server, state, follower);
    }

    @Override
    protected long getNextIndexForInconsistency(long requestFirstIndex, long replyNextIndex) {
      return replyNextIndex <= getFollower().getMatchIndex()
          ? replyNextIndex
          : super.getNextIndexForInconsistency(requestFirstIndex, replyNextIndex);
    }
  }
}
