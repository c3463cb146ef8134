// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto.SnapshotChunkProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotResult;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.proto.RaftProtos.TermIndexProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.util.ProtoUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real follower, led by the test, whose device is as slow as the test wants. */
final class AppendsTest {
  private static final ClusterId CLUSTER = ClusterId.of("appends", 0);
  private static final ClientId CLIENT = ClientId.valueOf(new UUID(1, 2));
  private static final long OLD_TERM = 1;
  private static final long NEW_TERM = 2;

  @TempDir Path folder;
  private final SlowDevice device = new SlowDevice();
  private Member follower;
  private RaftServer server;
  private LeadingConnection connection;

  @BeforeEach
  void start() throws IOException {
    follower = new Member(new NodeName("n2"), Loopback.HOST, Loopback.freePort());
    List<Member> members =
        List.of(
            new Member(new NodeName("n1"), Loopback.HOST, Loopback.freePort()),
            follower,
            new Member(new NodeName("n3"), Loopback.HOST, Loopback.freePort()));
    RatisSettings settings = RatisSettings.of(follower, members, folder);
    server =
        RaftServer.newBuilder()
            .setServerId(RatisSettings.peerId(follower.name()))
            .setProperties(settings.properties())
            .setStateMachineRegistry(group -> device)
            .setGroup(RatisSettings.group(CLUSTER, members))
            .build();
    server.start();
    connection = connect();
  }

  @AfterEach
  void stop() throws IOException {
    device.release();
    connection.close();
    server.close();
  }

  @Test
  void what_is_sent_again_over_a_new_connection_is_acknowledged_when_it_is_synced()
      throws InterruptedException {
    device.hold();
    connection.send(entries(OLD_TERM, 0, 2));
    assertThat(connection.acknowledgesAtOnce(heartbeat(OLD_TERM))).isFalse();
    try (LeadingConnection second = connect()) {
      second.send(entries(OLD_TERM, 0, 2));

      assertThat(second.acknowledgesAtOnce(heartbeat(OLD_TERM))).isFalse();
      device.release();
      assertThat(second.acknowledgement().getMatchIndex()).isEqualTo(2);
    }
    assertThat(connection.acknowledgement().getMatchIndex()).isEqualTo(2);
  }

  @Test
  void what_is_sent_again_with_more_behind_it_is_acknowledged_when_all_of_it_is_there()
      throws InterruptedException, IOException {
    device.hold();
    connection.send(entries(OLD_TERM, 0, 2));
    assertThat(connection.acknowledgesAtOnce(heartbeat(OLD_TERM))).isFalse();
    try (LeadingConnection second = connect()) {
      second.send(entries(OLD_TERM, 0, 4));

      assertThat(second.acknowledgesAtOnce(heartbeat(OLD_TERM))).isFalse();
      device.release();
      assertThat(second.acknowledgement().getMatchIndex()).isEqualTo(4);
    }
    assertThat(server.getDivision(RatisSettings.groupId(CLUSTER)).getRaftLog().getFlushIndex())
        .isEqualTo(4);
  }

  @Test
  void what_takes_the_place_of_a_former_leaders_entries_is_acknowledged_when_it_is_synced()
      throws InterruptedException {
    connection.send(entries(OLD_TERM, 0, 9));
    assertThat(connection.acknowledgement().getMatchIndex()).isEqualTo(9);
    device.hold();
    connection.send(entries(OLD_TERM, 10, 10));
    assertThat(connection.acknowledgesAtOnce(heartbeat(OLD_TERM))).isFalse();
    try (LeadingConnection second = connect()) {
      second.send(replacing(5, 7));
      second.send(entries(NEW_TERM, 8, 9));
      assertThat(second.acknowledgesAtOnce(heartbeat(NEW_TERM))).isFalse();

      device.letOneSyncPass();
      assertThat(connection.failure()).hasMessageContaining("not in the log any more");
      device.awaitSync();
      assertThat(second.acknowledgesAtOnce(heartbeat(NEW_TERM))).isFalse();
      device.release();
      assertThat(second.acknowledgement().getMatchIndex()).isEqualTo(7);
      assertThat(second.acknowledgement().getMatchIndex()).isEqualTo(9);
    }
  }

  @Test
  void what_is_sent_again_while_the_log_is_being_cut_is_acknowledged_when_it_is_synced()
      throws InterruptedException {
    connection.send(entries(OLD_TERM, 0, 9));
    assertThat(connection.acknowledgement().getMatchIndex()).isEqualTo(9);
    device.hold();
    connection.send(entries(OLD_TERM, 10, 10));
    assertThat(connection.acknowledgesAtOnce(heartbeat(OLD_TERM))).isFalse();
    try (LeadingConnection second = connect();
        LeadingConnection third = connect()) {
      second.send(replacing(5, 7));
      assertThat(second.acknowledgesAtOnce(heartbeat(NEW_TERM))).isFalse();
      third.send(replacing(5, 7));

      assertThat(third.acknowledgesAtOnce(heartbeat(NEW_TERM))).isFalse();
      device.release();
      assertThat(third.acknowledgement().getMatchIndex()).isEqualTo(7);
    }
  }

  @Test
  void what_another_leader_took_out_of_the_log_meanwhile_is_not_acknowledged()
      throws InterruptedException {
    device.hold();
    connection.send(entries(OLD_TERM, 0, 2));
    assertThat(connection.acknowledgesAtOnce(heartbeat(OLD_TERM))).isFalse();
    try (LeadingConnection second = connect()) {
      second.send(request(NEW_TERM, 0, 0).build());

      assertThat(second.acknowledgesAtOnce(heartbeat(NEW_TERM))).isFalse();
      device.release();
      assertThat(second.acknowledgement().getResult()).isEqualTo(AppendResult.SUCCESS);
      assertThat(connection.failure()).hasMessageContaining("not in the log any more");
    }
  }

  @Test
  void appends_that_a_snapshot_overtook_hold_up_none_behind_it() throws InterruptedException {
    device.hold();
    connection.send(entries(OLD_TERM, 0, 2));
    device.awaitSync();
    connection.send(entries(OLD_TERM, 3, 4));
    assertThat(connection.acknowledgesAtOnce(heartbeat(OLD_TERM))).isFalse();
    assertThat(connection.install(wholeSnapshot()).getResult())
        .isEqualTo(InstallSnapshotResult.SUCCESS);
    assertThat(connection.failure()).hasMessageContaining("A snapshot came");
    device.release();

    try (LeadingConnection second = connect()) {
      long next = SlowDevice.SNAPSHOT.getIndex() + 1;
      second.send(entries(OLD_TERM, next, next));
      assertThat(second.acknowledgement().getMatchIndex()).isEqualTo(next);
    }
  }

  private LeadingConnection connect() {
    return new LeadingConnection(Loopback.HOST, follower.port());
  }

  private static AppendEntriesRequestProto heartbeat(long term) {
    return from(term).build();
  }

  /** Entries that follow others of their term. */
  private static AppendEntriesRequestProto entries(long term, long first, long last) {
    return following(request(term, first, last), term, first);
  }

  /** Entries of the new term that follow others of the old one. */
  private static AppendEntriesRequestProto replacing(long first, long last) {
    return following(request(NEW_TERM, first, last), OLD_TERM, first);
  }

  private static AppendEntriesRequestProto following(
      AppendEntriesRequestProto.Builder request, long term, long first) {
    if (first > 0) {
      request.setPreviousLog(TermIndexProto.newBuilder().setTerm(term).setIndex(first - 1));
    }
    return request.build();
  }

  private static AppendEntriesRequestProto.Builder request(long term, long first, long last) {
    return from(term)
        .addAllEntries(
            LongStream.rangeClosed(first, last).mapToObj(index -> entry(term, index)).toList());
  }

  private static AppendEntriesRequestProto.Builder from(long term) {
    return AppendEntriesRequestProto.newBuilder()
        .setServerRequest(fromTheLeader())
        .setLeaderTerm(term)
        .setLeaderCommit(-1);
  }

  private static InstallSnapshotRequestProto wholeSnapshot() {
    return InstallSnapshotRequestProto.newBuilder()
        .setServerRequest(fromTheLeader())
        .setLeaderTerm(OLD_TERM)
        .setSnapshotChunk(
            SnapshotChunkProto.newBuilder()
                .setRequestId("whole")
                .setTermIndex(SlowDevice.SNAPSHOT.toProto())
                .setDone(true))
        .build();
  }

  private static RaftRpcRequestProto.Builder fromTheLeader() {
    return RaftRpcRequestProto.newBuilder()
        .setRequestorId(RatisSettings.peerId(new NodeName("n1")).toByteString())
        .setReplyId(RatisSettings.peerId(new NodeName("n2")).toByteString())
        .setRaftGroupId(ProtoUtils.toRaftGroupIdProtoBuilder(RatisSettings.groupId(CLUSTER)));
  }

  private static LogEntryProto entry(long term, long index) {
    return LogEntryProto.newBuilder()
        .setTerm(term)
        .setIndex(index)
        .setStateMachineLogEntry(
            StateMachineLogEntryProto.newBuilder().setClientId(CLIENT.toByteString()))
        .build();
  }
}
