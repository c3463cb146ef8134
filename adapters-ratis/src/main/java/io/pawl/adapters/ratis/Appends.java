// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;

/**
 * What leaders have a follower append to the log of one group. The appends begin one after another,
 * and each is acknowledged when its entries are on the device.
 *
 * <p>Where Ratis' own follower acknowledges too early, or appends too late:
 *
 * <ul>
 *   <li>Entries that are sent again, over a new connection, while the first sending waits for the
 *       device: there is nothing left to append, and so nothing to wait for. Hence an
 *       acknowledgement waits here for all appends that began before.
 *   <li>Entries that take the place of a former leader's: those behind the first few count as
 *       synced as soon as they are written, up to where the former log ended. Hence one asks here
 *       how far the log is synced.
 *   <li>Entries of a former leader, checked before this follower voted for another and appended
 *       afterwards: that vote did not take them into account. Hence nothing that a newer leader or
 *       candidate asks comes between the check and the append here.
 * </ul>
 *
 * <p>What is true is waited for as long as it takes: an answer that comes late still counts. What
 * cannot become true any more fails, and the leader sends again over a new connection.
 */
final class Appends {
  private static final CompletableFuture<?> OVER = CompletableFuture.completedFuture(null);
  private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  private final Supplier<RaftLog> log;

  /** What was promised to leaders and is not yet kept, each under a key of its own. */
  private final ConcurrentMap<Object, CompletableFuture<AppendEntriesReplyProto>> promises =
      new ConcurrentHashMap<>();

  /** The highest term whose leader appended, or whose candidate asked. */
  private volatile long term;

  @GuardedBy("this")
  private CompletableFuture<?> underway = OVER;

  Appends(Supplier<RaftLog> log) {
    this.log = log;
  }

  /** A question to Ratis. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws IOException;
  }

  /** Makes a call of a leader or candidate that no append may overlap with. */
  synchronized <T> T between(long theirTerm, Call<T> call) throws IOException {
    term = Math.max(term, theirTerm);
    return call.make();
  }

  /** Begins an append when those before it have begun; fails if its entries are taken out again. */
  CompletableFuture<AppendEntriesReplyProto> append(
      AppendEntriesRequestProto request, Call<CompletableFuture<AppendEntriesReplyProto>> call)
      throws IOException {
    if (request.getEntriesCount() == 0) {
      // It says nothing of what the follower has. That of a known leader does not wait for a
      // device.
      return request.getLeaderTerm() <= term ? call.make() : between(request.getLeaderTerm(), call);
    }
    Object key = new Object();
    return begin(key, request, call).whenComplete((reply, failure) -> promises.remove(key));
  }

  private synchronized CompletableFuture<AppendEntriesReplyProto> begin(
      Object key,
      AppendEntriesRequestProto request,
      Call<CompletableFuture<AppendEntriesReplyProto>> call)
      throws IOException {
    CompletableFuture<AppendEntriesReplyProto> answer = between(request.getLeaderTerm(), call);
    CompletableFuture<?> before = underway;
    underway = CompletableFuture.allOf(before, answer.handle((reply, failure) -> true));
    TermIndex last = last(request);
    CompletableFuture<AppendEntriesReplyProto> promise =
        answer.thenCompose(
            reply ->
                reply.getResult() == AppendResult.SUCCESS
                    ? before.thenCompose(over -> kept(reply, last))
                    : answer);
    promises.put(key, promise);
    return promise;
  }

  /**
   * Takes a part of a snapshot. With the last one the log begins behind it, and of the appends
   * before it some never come to an end.
   */
  synchronized InstallSnapshotReplyProto install(
      InstallSnapshotRequestProto request, Call<InstallSnapshotReplyProto> call)
      throws IOException {
    try {
      return between(request.getLeaderTerm(), call);
    } finally {
      if (request.getSnapshotChunk().getDone()) {
        underway = OVER;
        IOException overtaken = new IOException("A snapshot came before the device was ready.");
        List.copyOf(promises.values()).forEach(promise -> promise.completeExceptionally(overtaken));
      }
    }
  }

  private static TermIndex last(AppendEntriesRequestProto request) {
    LogEntryProto last = request.getEntries(request.getEntriesCount() - 1);
    return TermIndex.valueOf(last.getTerm(), last.getIndex());
  }

  /** The promise, when the log is synced up to there. */
  private CompletableFuture<AppendEntriesReplyProto> kept(
      AppendEntriesReplyProto promise, TermIndex last) {
    RaftLog now = log.get();
    if (!last.equals(now.getTermIndex(last.getIndex()))) {
      return CompletableFuture.failedFuture(
          new IOException("The entry " + last + " is not in the log any more."));
    }
    return now.getFlushIndex() >= last.getIndex()
        ? CompletableFuture.completedFuture(promise)
        : OVER.thenComposeAsync(over -> kept(promise, last), SOON);
  }
}
