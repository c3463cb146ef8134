// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.util.TimeDuration;

/** A real leader, and followers that do as the test says. */
final class LeaderOfFollowers implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final RaftPeerId id;
  private final RaftGroup group;
  private final RaftServer server;
  private final List<SilentFollower> followers = new ArrayList<>();

  LeaderOfFollowers(Path folder, int count) throws IOException {
    this(folder, count, Duration.ofMillis(600));
  }

  /** Nobody leads before {@link #start}. */
  LeaderOfFollowers(Path folder, int count, Duration electionTimeout) throws IOException {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      members.add(new Member(new NodeName("n" + i), HOST, freePort()));
    }
    Member leader = members.get(0);
    id = RatisSettings.peerId(leader.name());
    group = RatisSettings.group(ClusterId.of("followers", 0), members);
    for (Member follower : members.subList(1, members.size())) {
      followers.add(new SilentFollower(HOST, follower.port()));
    }
    RatisSettings settings = RatisSettings.of(leader, members, folder);
    server =
        RaftServer.newBuilder()
            .setServerId(id)
            .setProperties(
                new RatisSettings(
                        leader,
                        members,
                        folder,
                        settings.snapshotEvery(),
                        electionTimeout,
                        settings.tuning())
                    .properties())
            .setStateMachineRegistry(any -> new AnsweringStateMachine())
            .setGroup(group)
            .build();
  }

  void start() throws IOException {
    server.start();
  }

  SilentFollower follower(int number) {
    return followers.get(number);
  }

  /** The index of an entry that is committed within some seconds. */
  long commit() throws Exception {
    try (RaftClient client =
        RaftClient.newBuilder().setProperties(new RaftProperties()).setRaftGroup(group).build()) {
      return client.async().send(Message.EMPTY).get(30, TimeUnit.SECONDS).getLogIndex();
    }
  }

  /**
   * Asks the leader once, and nobody else.
   *
   * @throws IOException it did not answer, or only that it does not lead
   */
  void read(Duration timeout) throws IOException {
    RaftProperties properties = new RaftProperties();
    RaftClientConfigKeys.Rpc.setRequestTimeout(
        properties, TimeDuration.valueOf(timeout.toMillis(), TimeUnit.MILLISECONDS));
    try (RaftClient client =
        RaftClient.newBuilder()
            .setProperties(properties)
            .setRaftGroup(group)
            .setLeaderId(id)
            .setRetryPolicy(RetryPolicies.noRetry())
            .build()) {
      client.io().sendReadOnly(Message.EMPTY);
    }
  }

  @Override
  public void close() throws IOException {
    followers.forEach(SilentFollower::close);
    server.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
