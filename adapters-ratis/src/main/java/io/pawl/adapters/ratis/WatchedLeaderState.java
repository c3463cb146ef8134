// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.util.List;
import java.util.function.BiConsumer;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.apache.ratis.server.protocol.TermIndex;
import org.jspecify.annotations.Nullable;

/** Ratis' own state of a leader. Of what followers answer, this is where all of it comes by. */
record WatchedLeaderState(
    LeaderState state, BiConsumer<LogAppender, AppendEntriesReplyProto> watcher)
    implements LeaderState {

  @Override
  public void onAppendEntriesReply(LogAppender appender, AppendEntriesReplyProto reply) {
    state.onAppendEntriesReply(appender, reply);
    watcher.accept(appender, reply);
  }

  @Override
  public void restart(LogAppender appender) {
    state.restart(appender);
  }

  @Override
  public AppendEntriesRequestProto newAppendEntriesRequestProto(
      FollowerInfo follower,
      List<LogEntryProto> entries,
      @Nullable TermIndex previous,
      long callId) {
    return state.newAppendEntriesRequestProto(follower, entries, previous, callId);
  }

  @Override
  public void checkHealth(FollowerInfo follower) {
    state.checkHealth(follower);
  }

  @Override
  public boolean onFollowerTerm(FollowerInfo follower, long term) {
    return state.onFollowerTerm(follower, term);
  }

  @Override
  public void onFollowerCommitIndex(FollowerInfo follower, long index) {
    state.onFollowerCommitIndex(follower, index);
  }

  @Override
  public void onFollowerSuccessAppendEntries(FollowerInfo follower) {
    state.onFollowerSuccessAppendEntries(follower);
  }

  @Override
  public boolean isFollowerBootstrapping(FollowerInfo follower) {
    return state.isFollowerBootstrapping(follower);
  }
}
