// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.retry.RetryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Calls with a deadline. Each runs on a thread of its own pool, so that its caller can leave when
 * the time is over; it retries with growing pauses as long as there is time.
 */
final class Calls implements AutoCloseable {
  private static final Duration ONE_ATTEMPT_MAX = Duration.ofSeconds(3);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int DOUBLINGS_MAX = 5;
  private static final long COMMIT_NOT_NEEDED = -1;
  private static final long CUT_AFTER_ENTRIES = 1;

  /** Of the call that a thread of the pool makes: Ratis asks there whether to try again. */
  private static final ThreadLocal<@Nullable Attempts> CURRENT = new ThreadLocal<>();

  private final RaftClient client;
  private final Duration timeout;
  private final ExecutorService threads;

  private Calls(RaftClient client, Duration timeout, ExecutorService threads) {
    this.client = client;
    this.timeout = timeout;
    this.threads = threads;
  }

  static Calls to(ClusterId group, List<Member> members, Duration timeout) {
    RaftProperties properties = new RaftProperties();
    RaftClientConfigKeys.Rpc.setRequestTimeout(
        properties, Deadline.in(timeout).atMost(ONE_ATTEMPT_MAX));
    RaftClient client =
        RaftClient.newBuilder()
            .setProperties(properties)
            .setRaftGroup(RatisSettings.group(group, members))
            .setRetryPolicy(event -> afterFailure(CURRENT.get(), event))
            .build();
    ExecutorService threads =
        Executors.newCachedThreadPool(
            new ThreadFactoryBuilder().setNameFormat("pawl-call-%d").setDaemon(true).build());
    return new Calls(client, timeout, threads);
  }

  Deadline deadline() {
    return Deadline.in(timeout);
  }

  /** What happened to a call so far, as far as it says whether a node may have taken it. */
  static final class Attempts {
    private final Deadline deadline;
    private final boolean repeated;
    private volatile boolean mayHaveArrived;

    private Attempts(Deadline deadline, boolean repeated) {
      this.deadline = deadline;
      this.repeated = repeated;
    }

    /** As many as there is time for. */
    static Attempts until(Deadline deadline) {
      return new Attempts(deadline, true);
    }

    static Attempts one(Deadline deadline) {
      return new Attempts(deadline, false);
    }

    private boolean isLast() {
      return !repeated || deadline.isOver();
    }

    /** Whether an attempt ended without the certainty that no leader appended anything. */
    boolean mayHaveArrived() {
      return mayHaveArrived;
    }

    private void failed(@Nullable Throwable cause) {
      if (cause != null && !isTurnedAway(cause)) {
        mayHaveArrived = true;
      }
    }
  }

  /** Nobody took it: there was no leader at the other end, or no other end. */
  private static boolean isTurnedAway(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .anyMatch(
            cause ->
                cause instanceof NotLeaderException
                    || cause instanceof LeaderNotReadyException
                    || cause instanceof LeaderSteppingDownException
                    || cause instanceof ServerNotReadyException
                    || cause instanceof ResourceUnavailableException
                    || cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException);
  }

  private static RetryPolicy.Action afterFailure(
      @Nullable Attempts attempts, RetryPolicy.Event event) {
    if (attempts == null) {
      return RetryPolicy.NO_RETRY_ACTION;
    }
    attempts.failed(event.getCause());
    int doublings = Math.min(DOUBLINGS_MAX, event.getAttemptCount());
    Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
    // A pause that outlasts the deadline would turn what is known now into an answer that is late.
    if (attempts.isLast() || attempts.deadline.nanosLeft() <= pause.toNanos()) {
      return RetryPolicy.NO_RETRY_ACTION;
    }
    return () -> attempts.deadline.atMost(pause);
  }

  /**
   * Calls until there is an answer or the time is over.
   *
   * @throws NotAdmitted the leader's answer is that nothing passes
   * @throws IOException nobody answered
   */
  RaftClientReply call(Attempts attempts, RatisRegistry.Call call) throws IOException, NotAdmitted {
    while (true) {
      try {
        return within(attempts, call);
      } catch (LeaderSteppingDownException again) {
        attempts.failed(again);
        if (attempts.isLast()) {
          throw again;
        }
      } catch (StateMachineException e) {
        if (e.getCause() instanceof NotAdmitted refused) {
          throw refused;
        }
        throw e;
      }
    }
  }

  private RaftClientReply within(Attempts attempts, RatisRegistry.Call call) throws IOException {
    Future<RaftClientReply> running =
        threads.submit(
            () -> {
              CURRENT.set(attempts);
              return call.on(client);
            });
    try {
      RaftClientReply reply = running.get(attempts.deadline.nanosLeft(), TimeUnit.NANOSECONDS);
      return requireSuccess(reply);
    } catch (TimeoutException e) {
      running.cancel(true);
      attempts.mayHaveArrived = true;
      throw new IOException("There was no answer in time.", e);
    } catch (InterruptedException e) {
      running.cancel(true);
      attempts.mayHaveArrived = true;
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The caller was interrupted.");
    } catch (ExecutionException e) {
      Throwable cause = requireNonNull(e.getCause());
      Throwables.throwIfInstanceOf(cause, IOException.class);
      throw new IOException(cause);
    }
  }

  private static RaftClientReply requireSuccess(@Nullable RaftClientReply reply)
      throws IOException {
    if (reply == null) {
      throw new IOException("There was no answer.");
    }
    if (!reply.isSuccess()) {
      throw reply.getException();
    }
    return reply;
  }

  /** Asks one member, leader or not, once. */
  RaftClientReply askMember(NodeName member, Question question, Deadline deadline)
      throws IOException, NotAdmitted {
    Message message = Wire.message(Question.encode(question));
    try {
      return call(
          Attempts.one(deadline),
          any -> any.io().sendStaleRead(message, COMMIT_NOT_NEEDED, RatisSettings.peerId(member)));
    } catch (IOException e) {
      boolean closed =
          Throwables.getCausalChain(e).stream().anyMatch(ServerNotReadyException.class::isInstance);
      throw closed ? new GroupClosed(e) : e;
    }
  }

  /** Lets Ratis ask for the snapshot that is there, and cut the log before it. */
  void cutLog(NodeName member, Deadline deadline) throws IOException, NotAdmitted {
    call(
        Attempts.one(deadline),
        any ->
            any.getSnapshotManagementApi(RatisSettings.peerId(member))
                .create(
                    CUT_AFTER_ENTRIES,
                    Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.nanosLeft()))));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
