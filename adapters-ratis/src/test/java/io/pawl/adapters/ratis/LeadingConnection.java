// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;

/** A connection over which a test leads a follower. */
final class LeadingConnection implements AutoCloseable {
  private static final int ENOUGH = 50;

  private final ManagedChannel channel;
  private final StreamObserver<AppendEntriesRequestProto> requests;
  private final BlockingQueue<AppendEntriesReplyProto> heartbeats = new LinkedBlockingQueue<>();
  private final BlockingQueue<AppendEntriesReplyProto> acknowledgements =
      new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

  LeadingConnection(String host, int port) {
    this.channel = NettyChannelBuilder.forAddress(host, port).usePlaintext().build();
    this.requests =
        RaftServerProtocolServiceGrpc.newStub(channel).appendEntries(new Answers<>(this::sort));
  }

  void send(AppendEntriesRequestProto request) {
    requests.onNext(request);
  }

  /** Sends a whole snapshot and waits until it is taken. */
  InstallSnapshotReplyProto install(InstallSnapshotRequestProto request)
      throws InterruptedException {
    BlockingQueue<InstallSnapshotReplyProto> replies = new LinkedBlockingQueue<>();
    RaftServerProtocolServiceGrpc.newStub(channel)
        .installSnapshot(new Answers<>(replies::add))
        .onNext(request);
    return next(replies, "answer to the snapshot");
  }

  /** What is acknowledged next, within some seconds. */
  AppendEntriesReplyProto acknowledgement() throws InterruptedException {
    return next(acknowledgements, "acknowledgement");
  }

  Throwable failure() throws InterruptedException {
    return next(failures, "failure");
  }

  /**
   * Whether what was sent before is acknowledged without more ado: heartbeats are answered as they
   * come, and these come after it.
   */
  boolean acknowledgesAtOnce(AppendEntriesRequestProto heartbeat) throws InterruptedException {
    for (int i = 0; i < ENOUGH && acknowledgements.isEmpty(); i++) {
      send(heartbeat);
      next(heartbeats, "answer to a heartbeat");
    }
    return !acknowledgements.isEmpty();
  }

  private static <T> T next(BlockingQueue<T> queue, String what) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("There was no " + what + ".");
    }
    return next;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private void sort(AppendEntriesReplyProto reply) {
    (reply.getIsHearbeat() ? heartbeats : acknowledgements).add(reply);
  }

  private final class Answers<T> implements StreamObserver<T> {
    private final Consumer<T> answers;

    private Answers(Consumer<T> answers) {
      this.answers = answers;
    }

    @Override
    public void onNext(T answer) {
      answers.accept(answer);
    }

    @Override
    public void onError(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void onCompleted() {
      failures.add(new IllegalStateException("The follower ended the connection."));
    }
  }
}
