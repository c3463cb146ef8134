// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotResult;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;

/**
 * What leaders have a follower append to the log of one group. They begin one after another, and
 * each is acknowledged when its entries are on the device.
 *
 * <p>Where Ratis' own follower acknowledges too early, or appends too late:
 *
 * <ul>
 *   <li>Entries that are sent again, over a new connection, while the first sending waits for the
 *       device: there is nothing left to append, and so nothing to wait for. Hence one waits here
 *       for all that began before.
 *   <li>Entries that take the place of a former leader's: those behind the first few count as
 *       synced as soon as they are written, up to where the former log ended. Hence one asks here
 *       how far the log is synced.
 *   <li>Entries of a former leader, checked before this follower voted for another and appended
 *       afterwards: that vote did not take them into account. Hence nothing comes between the check
 *       and the append here, a vote neither.
 * </ul>
 */
final class Appends {
  private static final CompletableFuture<?> NOTHING = CompletableFuture.completedFuture(null);
  private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  private final Supplier<RaftLog> log;
  private final Duration patience;

  @GuardedBy("this")
  private CompletableFuture<?> underway = NOTHING;

  /**
   * @param patience how long an acknowledgement is waited for; a leader does not wait longer either
   */
  Appends(Supplier<RaftLog> log, Duration patience) {
    this.log = log;
    this.patience = patience;
  }

  /** A question to Ratis. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws IOException;
  }

  /** Makes a call that no append may overlap with. */
  synchronized <T> T between(Call<T> call) throws IOException {
    return call.make();
  }

  /**
   * Begins an append when those before it have begun.
   *
   * @return the answer, or a failure if it is not known to be true in time: the leader closes the
   *     connection then, and asks again over a new one
   */
  CompletableFuture<AppendEntriesReplyProto> append(
      AppendEntriesRequestProto request, Call<CompletableFuture<AppendEntriesReplyProto>> call)
      throws IOException {
    if (request.getEntriesCount() == 0) {
      return call.make(); // It says nothing of what the follower has, and must not wait.
    }
    CompletableFuture<AppendEntriesReplyProto> answer;
    CompletableFuture<?> before;
    synchronized (this) {
      answer = call.make();
      before = underway;
      underway = CompletableFuture.allOf(before, answer.handle((reply, failure) -> true));
    }
    TermIndex last = TermIndex.valueOf(last(request));
    Deadline deadline = Deadline.in(patience);
    return answer
        .thenCombine(before, (reply, over) -> reply)
        .thenCompose(reply -> isPromise(reply) ? kept(reply, last, deadline) : answer)
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Takes a part of a snapshot. The log begins behind it then, and of the appends before it some
   * never come to an end.
   */
  synchronized InstallSnapshotReplyProto install(
      InstallSnapshotRequestProto request, Call<InstallSnapshotReplyProto> call)
      throws IOException {
    InstallSnapshotReplyProto reply = call.make();
    if (request.getSnapshotChunk().getDone()
        && reply.getResult() == InstallSnapshotResult.SUCCESS) {
      underway = NOTHING;
    }
    return reply;
  }

  private static LogEntryProto last(AppendEntriesRequestProto request) {
    return request.getEntries(request.getEntriesCount() - 1);
  }

  private static boolean isPromise(AppendEntriesReplyProto reply) {
    return reply.getResult() == AppendResult.SUCCESS;
  }

  /** The promise, when the log is synced up to there. */
  private CompletableFuture<AppendEntriesReplyProto> kept(
      AppendEntriesReplyProto promise, TermIndex last, Deadline deadline) {
    RaftLog now = log.get();
    if (!last.equals(now.getTermIndex(last.getIndex()))) {
      return failed("The entry " + last + " was taken out of the log again.");
    }
    if (now.getFlushIndex() >= last.getIndex()) {
      return CompletableFuture.completedFuture(promise);
    }
    return deadline.isOver()
        ? failed("The entry " + last + " is not on the device yet.")
        : NOTHING.thenComposeAsync(nothing -> kept(promise, last, deadline), SOON);
  }

  private static CompletableFuture<AppendEntriesReplyProto> failed(String why) {
    return CompletableFuture.failedFuture(new IOException(why));
  }
}
