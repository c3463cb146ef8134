// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.adapters.ratis.SilentFollower.Loss;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.server.RaftServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real leader whose only follower has every entry, and whose answer is lost. */
final class LostAnswersTest {
  private static final String HOST = "127.0.0.1";

  @TempDir Path folder;
  private RaftGroup group;
  private SilentFollower follower;
  private RaftServer server;

  @BeforeEach
  void start() throws IOException {
    Member leader = new Member(new NodeName("n1"), HOST, freePort());
    Member other = new Member(new NodeName("n2"), HOST, freePort());
    List<Member> members = List.of(leader, other);
    group = RatisSettings.group(ClusterId.of("answers", 0), members);
    follower = new SilentFollower(HOST, other.port());
    server =
        RaftServer.newBuilder()
            .setServerId(RatisSettings.peerId(leader.name()))
            .setProperties(RatisSettings.of(leader, members, folder).properties())
            .setStateMachineRegistry(id -> new EmptyStateMachine())
            .setGroup(group)
            .build();
  }

  @AfterEach
  void stop() throws IOException {
    follower.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENCE", "BREAK"})
  void the_first_entry_of_a_leader_is_sent_again(Loss how) throws Exception {
    follower.loseNext(how);
    server.start();

    assertThat(commit()).isEqualTo(1);
    assertThat(follower.taken()).containsSubsequence(0L, 0L, 1L);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENCE", "BREAK"})
  void an_entry_with_none_behind_it_is_sent_again(Loss how) throws Exception {
    server.start();
    assertThat(commit()).isEqualTo(1);
    follower.loseNext(how);

    assertThat(commit()).isEqualTo(2);
    assertThat(follower.taken()).containsSubsequence(2L, 2L);
  }

  /** The index of an entry that is committed within some seconds. */
  private long commit() throws Exception {
    try (RaftClient client =
        RaftClient.newBuilder().setProperties(new RaftProperties()).setRaftGroup(group).build()) {
      return client.async().send(Message.EMPTY).get(30, TimeUnit.SECONDS).getLogIndex();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
