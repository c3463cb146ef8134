// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/**
 * gRPC with {@link ForgivingAppender}s and a server behind {@link ServerOverGrpc}, which share what
 * they know of a leader's followers.
 */
final class CarefulRpc implements RpcType {

  /** Ratis makes it, by the name of the class. */
  CarefulRpc() {}

  @Override
  public String name() {
    return CarefulRpc.class.getName();
  }

  @Override
  public RpcFactory newFactory(Parameters parameters) {
    return new Factory(parameters);
  }

  /** Of one server: Ratis makes one for each. */
  private static final class Factory extends GrpcFactory {
    private final Leaderships leaderships = new Leaderships();

    Factory(Parameters parameters) {
      super(parameters);
    }

    @Override
    public GrpcServices newRaftServerRpc(RaftServer server) {
      return super.newRaftServerRpc(ServerOverGrpc.of(server, leaderships));
    }

    @Override
    public LogAppender newLogAppender(
        RaftServer.Division server, LeaderState state, FollowerInfo follower) {
      return leaderships.of(server, state).appender(follower);
    }
  }
}
