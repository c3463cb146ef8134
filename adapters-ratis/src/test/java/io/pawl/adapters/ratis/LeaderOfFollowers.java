// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.IOException;
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
import org.apache.ratis.protocol.exceptions.RaftRetryFailureException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.apache.ratis.protocol.exceptions.TimeoutIOException;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.TimeDuration;

/** A real leader, and followers that do as the test says. */
final class LeaderOfFollowers implements AutoCloseable {

  private static final long COMMIT_SECONDS_MAX = 100;
  private static final TimeDuration FIRST_ELECTION_MAX =
      TimeDuration.valueOf(300, TimeUnit.MILLISECONDS);

  private final RaftPeerId id;
  private final RaftGroup group;
  private final RaftServer server;
  private final List<PlayedFollower> followers = new ArrayList<>();

  LeaderOfFollowers(Path folder, int count) throws IOException {
    this(folder, count, Duration.ofMillis(600));
  }

  /** Nobody leads before {@link #start}. */
  LeaderOfFollowers(Path folder, int count, Duration electionTimeout) throws IOException {
    Member leader = new Member(new NodeName("n0"), Loopback.HOST, Loopback.freePort());
    List<Member> members = new ArrayList<>(List.of(leader));
    for (int i = 1; i <= count; i++) {
      PlayedFollower follower = new PlayedFollower(Loopback.HOST);
      followers.add(follower);
      members.add(new Member(new NodeName("n" + i), Loopback.HOST, follower.port()));
    }
    id = RatisSettings.peerId(leader.name());
    group = RatisSettings.group(ClusterId.of("followers", 0), members);
    server =
        RaftServer.newBuilder()
            .setServerId(id)
            .setProperties(properties(RatisSettings.of(leader, members, folder), electionTimeout))
            .setStateMachineRegistry(any -> new AnsweringStateMachine())
            .setGroup(group)
            .build();
  }

  /** The first election stays short, however long the timeout. */
  private static RaftProperties properties(RatisSettings usual, Duration electionTimeout) {
    RaftProperties properties =
        new RatisSettings(
                usual.self(),
                usual.members(),
                usual.folder(),
                usual.snapshotEvery(),
                electionTimeout,
                usual.tuning())
            .properties();
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, FIRST_ELECTION_MAX);
    return properties;
  }

  void start() throws IOException {
    server.start();
  }

  List<PlayedFollower> followers() {
    return List.copyOf(followers);
  }

  PlayedFollower follower(int number) {
    return followers.get(number);
  }

  /**
   * The index of an entry that is committed, within some seconds as a rule. If the first election
   * fails, another one comes only when the timeout is over.
   */
  long commit() throws Exception {
    try (RaftClient client =
        RaftClient.newBuilder().setProperties(new RaftProperties()).setRaftGroup(group).build()) {
      return client
          .async()
          .send(Message.EMPTY)
          .get(COMMIT_SECONDS_MAX, TimeUnit.SECONDS)
          .getLogIndex();
    }
  }

  /** Its group is closed; the server goes on. */
  void closeGroup() throws IOException {
    server.getDivision(group.getGroupId()).close();
  }

  /** Asks the leader once, and nobody else. */
  Answer read(Duration timeout) throws IOException {
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
      return Answer.GIVEN;
    } catch (TimeoutIOException silence) {
      return Answer.NONE;
    } catch (ServerNotReadyException closed) {
      return Answer.CLOSED;
    } catch (RaftRetryFailureException turnedAway) {
      // So it is with what a client takes for a reason to ask somebody else.
      assertThat(turnedAway).hasNoCause();
      return Answer.NOT_LEADING;
    }
  }

  /** What somebody hears who asked. */
  enum Answer {
    GIVEN,
    /** That it does not lead. */
    NOT_LEADING,
    /** That its group is closed. */
    CLOSED,
    /** Nothing, for as long as one waited. */
    NONE
  }

  @Override
  public void close() throws IOException {
    followers.forEach(PlayedFollower::close);
    server.close();
  }
}
