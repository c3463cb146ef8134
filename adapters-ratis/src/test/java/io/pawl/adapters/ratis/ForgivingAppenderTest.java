// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.TermIndexProto;
import org.apache.ratis.server.raftlog.RaftLog;
import org.junit.jupiter.api.Test;

/** What a follower is told to be committed is what it can be known to have. */
final class ForgivingAppenderTest {

  @Test
  void a_heartbeat_that_follows_no_entry_claims_nothing_to_be_committed() {
    AppendEntriesRequestProto heartbeat = request(7).build();

    assertThat(ForgivingAppender.claimingNoMoreThanItProves(heartbeat).getLeaderCommit())
        .isEqualTo(RaftLog.INVALID_LOG_INDEX);
  }

  @Test
  void the_first_entries_claim_no_more_than_the_last_of_them() {
    AppendEntriesRequestProto first = request(7).addEntries(entry(0)).addEntries(entry(1)).build();

    assertThat(ForgivingAppender.claimingNoMoreThanItProves(first).getLeaderCommit()).isEqualTo(1);
  }

  @Test
  void what_is_proven_stays_as_it_is() {
    AppendEntriesRequestProto behind = request(0).addEntries(entry(0)).addEntries(entry(1)).build();
    AppendEntriesRequestProto following =
        request(7).setPreviousLog(TermIndexProto.newBuilder().setTerm(1).setIndex(3)).build();

    assertThat(ForgivingAppender.claimingNoMoreThanItProves(behind)).isSameAs(behind);
    assertThat(ForgivingAppender.claimingNoMoreThanItProves(following)).isSameAs(following);
  }

  private static AppendEntriesRequestProto.Builder request(long leaderCommit) {
    return AppendEntriesRequestProto.newBuilder().setLeaderTerm(2).setLeaderCommit(leaderCommit);
  }

  private static LogEntryProto entry(long index) {
    return LogEntryProto.newBuilder().setTerm(1).setIndex(index).build();
  }
}
