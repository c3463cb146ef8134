// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto.AppendResult;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.thirdparty.io.grpc.Server;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;

/**
 * A follower as a leader sees one: it votes for whoever asks, takes every entry and acknowledges
 * it, until the test says otherwise.
 */
final class PlayedFollower implements AutoCloseable {
  private static final int ANY_PORT = 0;

  private final Server server;
  private final AtomicLong lastIndex = new AtomicLong(-1);
  private final AtomicLong answered = new AtomicLong(-1);
  private final AtomicInteger asked = new AtomicInteger();
  private final Queue<Long> taken = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Loss> loss = new AtomicReference<>(Loss.NONE);
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private volatile Manner manner = Manner.FOLLOWING;
  private volatile int terms;

  private enum Manner {
    FOLLOWING,
    HOLDING_BACK,
    FOLLOWING_ANOTHER
  }

  /** What becomes of the next acknowledgement. */
  enum Loss {
    NONE,
    /** It is never sent. */
    SILENCE,
    /** The connection breaks first. */
    BREAK
  }

  PlayedFollower(String host) throws IOException {
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, ANY_PORT))
            .addService(new Service())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  void loseNext(Loss how) {
    loss.set(how);
  }

  /** From here on it votes for nobody, and what it would answer waits until it is let out. */
  void holdBack() {
    manner = Manner.HOLDING_BACK;
  }

  int heldBack() {
    return held.size();
  }

  /** The oldest that is held back; it says that somebody else leads if this one says so by now. */
  void letOut() {
    requireNonNull(held.poll()).run();
  }

  /** All that is held back is never let out. */
  void loseHeld() {
    held.clear();
  }

  /** From here on it follows again, and votes. */
  void follow() {
    manner = Manner.FOLLOWING;
  }

  /**
   * From here on it votes for nobody, and says that somebody else leads, so many terms after that
   * of who appends.
   */
  void followAnother(int termsLater) {
    terms = termsLater;
    manner = Manner.FOLLOWING_ANOTHER;
  }

  /** Up to where it has answered what it took. */
  long answered() {
    return answered.get();
  }

  /** How many appends came, heartbeats among them. */
  int asked() {
    return asked.get();
  }

  /** Which entries came, each as often as it came. */
  Queue<Long> taken() {
    return taken;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static RaftRpcReplyProto.Builder replyTo(RaftRpcRequestProto request) {
    return RaftRpcReplyProto.newBuilder()
        .setRequestorId(request.getRequestorId())
        .setReplyId(request.getReplyId())
        .setRaftGroupId(request.getRaftGroupId())
        .setCallId(request.getCallId())
        .setSuccess(true);
  }

  private void take(
      AppendEntriesRequestProto request, StreamObserver<AppendEntriesReplyProto> answers) {
    asked.incrementAndGet();
    boolean heartbeat = request.getEntriesCount() == 0;
    for (LogEntryProto entry : request.getEntriesList()) {
      taken.add(entry.getIndex());
      lastIndex.accumulateAndGet(entry.getIndex(), Math::max);
    }
    switch (heartbeat ? Loss.NONE : loss.getAndSet(Loss.NONE)) {
      case BREAK -> answers.onError(Status.UNAVAILABLE.asRuntimeException());
      case SILENCE -> {}
      case NONE -> answer(request, answers);
    }
  }

  private void answer(
      AppendEntriesRequestProto request, StreamObserver<AppendEntriesReplyProto> answers) {
    if (manner == Manner.HOLDING_BACK) {
      held.add(() -> answers.onNext(answerTo(request)));
    } else {
      answers.onNext(answerTo(request));
      answered.set(lastIndex.get());
    }
  }

  private AppendEntriesReplyProto answerTo(AppendEntriesRequestProto request) {
    AppendEntriesReplyProto acknowledgement = acknowledgementOf(request);
    return manner == Manner.FOLLOWING_ANOTHER
        ? acknowledgement.toBuilder()
            .setTerm(request.getLeaderTerm() + terms)
            .setResult(AppendResult.NOT_LEADER)
            .build()
        : acknowledgement;
  }

  private AppendEntriesReplyProto acknowledgementOf(AppendEntriesRequestProto request) {
    boolean heartbeat = request.getEntriesCount() == 0;
    return AppendEntriesReplyProto.newBuilder()
        .setServerReply(replyTo(request.getServerRequest()))
        .setTerm(request.getLeaderTerm())
        .setResult(AppendResult.SUCCESS)
        .setNextIndex(lastIndex.get() + 1)
        .setMatchIndex(heartbeat ? -1 : lastIndex.get())
        .setFollowerCommit(request.getLeaderCommit())
        .setIsHearbeat(heartbeat)
        .build();
  }

  private final class Service
      extends RaftServerProtocolServiceGrpc.RaftServerProtocolServiceImplBase {
    @Override
    public void requestVote(
        RequestVoteRequestProto request, StreamObserver<RequestVoteReplyProto> answer) {
      if (manner != Manner.FOLLOWING) {
        return;
      }
      answer.onNext(
          RequestVoteReplyProto.newBuilder()
              .setServerReply(replyTo(request.getServerRequest()))
              .setTerm(request.getCandidateTerm())
              .build());
      answer.onCompleted();
    }

    @Override
    public StreamObserver<AppendEntriesRequestProto> appendEntries(
        StreamObserver<AppendEntriesReplyProto> answers) {
      return new Requests(request -> take(request, answers));
    }
  }

  private record Requests(Consumer<AppendEntriesRequestProto> taker)
      implements StreamObserver<AppendEntriesRequestProto> {
    @Override
    public void onNext(AppendEntriesRequestProto request) {
      taker.accept(request);
    }

    @Override
    public void onError(Throwable failure) {
      // The leader is gone, or ended a connection that broke.
    }

    @Override
    public void onCompleted() {
      // So it is when the leader stops.
    }
  }
}
