// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.util.TimeDuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls with a deadline. Each runs on a thread of its own pool, so that its caller can leave when
 * the time is over; it retries with growing pauses as long as there is time.
 */
final class Calls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final Duration ONE_ATTEMPT_MAX = Duration.ofSeconds(3);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int DOUBLINGS_MAX = 5;
  private static final long COMMIT_NOT_NEEDED = -1;
  private static final long CUT_AFTER_ENTRIES = 1;

  /** Of the call that a thread of the pool makes: Ratis asks there whether to try again. */
  private static final ThreadLocal<@Nullable Attempts> CURRENT = new ThreadLocal<>();

  private final RaftClient brisk;
  private final RaftClient patient;
  private final Duration timeout;
  private final ExecutorService threads;

  private Calls(RaftClient brisk, RaftClient patient, Duration timeout, ExecutorService threads) {
    this.brisk = brisk;
    this.patient = patient;
    this.timeout = timeout;
    this.threads = threads;
  }

  static Calls to(ClusterId group, List<Member> members, Duration timeout) {
    RaftGroup raftGroup = RatisSettings.group(group, members);
    Duration oneAttempt = timeout.compareTo(ONE_ATTEMPT_MAX) < 0 ? timeout : ONE_ATTEMPT_MAX;
    return new Calls(
        client(raftGroup, oneAttempt),
        client(raftGroup, timeout),
        timeout,
        Executors.newCachedThreadPool(
            new ThreadFactoryBuilder().setNameFormat("pawl-call-%d").setDaemon(true).build()));
  }

  private static RaftClient client(RaftGroup group, Duration oneAttempt) {
    RaftProperties properties = new RaftProperties();
    RaftClientConfigKeys.Rpc.setRequestTimeout(
        properties, TimeDuration.valueOf(oneAttempt.toMillis(), TimeUnit.MILLISECONDS));
    return RaftClient.newBuilder()
        .setProperties(properties)
        .setRaftGroup(group)
        .setRetryPolicy(event -> afterFailure(CURRENT.get(), event))
        .build();
  }

  /** For what a node answers at once. */
  RaftClient brisk() {
    return brisk;
  }

  /** For what may take a node as long as the caller waits. */
  RaftClient patient() {
    return patient;
  }

  /** All at a time; those that fail give nothing. */
  <T> List<T> together(List<Callable<Optional<T>>> tasks) {
    List<Future<Optional<T>>> running = tasks.stream().map(threads::submit).toList();
    List<T> results = new ArrayList<>();
    for (Future<Optional<T>> each : running) {
      try {
        requireNonNull(Uninterruptibles.getUninterruptibly(each)).ifPresent(results::add);
      } catch (ExecutionException e) {
        LOG.debug("One of several calls failed.", e);
      }
    }
    return results;
  }

  Deadline deadline() {
    return Deadline.in(timeout);
  }

  /** What happened to a call so far, as far as it says whether a node may have taken it. */
  static final class Attempts {
    private final Deadline deadline;
    private final boolean repeated;
    private volatile boolean mayHaveArrived;
    private volatile boolean onItsWay = true;

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

    Deadline deadline() {
      return deadline;
    }

    boolean isLast() {
      return !repeated || deadline.isOver();
    }

    /** Whether an attempt ended without the certainty that no leader appended anything. */
    boolean mayHaveArrived() {
      return mayHaveArrived;
    }

    /** Whether something was sent and not answered: if the time is over now, it may arrive yet. */
    void onItsWay(boolean sent) {
      onItsWay = sent;
    }

    private void leave() {
      mayHaveArrived |= onItsWay;
    }

    void failed(@Nullable Throwable cause) {
      if (cause != null && !isTurnedAway(cause)) {
        mayHaveArrived = true;
      }
    }
  }

  /** Nobody took it: there was no leader at the other end, or no other end. */
  static boolean isTurnedAway(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .anyMatch(
            cause ->
                isOfAnotherLeader(cause)
                    || cause instanceof LeaderNotReadyException
                    || cause instanceof LeaderSteppingDownException
                    || cause instanceof ServerNotReadyException
                    || cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException);
  }

  /**
   * A leader that gives up says so to everybody it still owes an answer, and names no other; their
   * entries may be in the log. Whoever was none when asked names the one it follows.
   */
  private static boolean isOfAnotherLeader(Throwable cause) {
    return cause instanceof NotLeaderException turnedAway
        && turnedAway.getSuggestedLeader() != null;
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
  RaftClientReply call(Attempts attempts, Call call) throws IOException, NotAdmitted {
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

  private RaftClientReply within(Attempts attempts, Call call) throws IOException, NotAdmitted {
    Future<RaftClientReply> running =
        threads.submit(
            () -> {
              CURRENT.set(attempts);
              return call.run();
            });
    try {
      RaftClientReply reply = running.get(attempts.deadline.nanosLeft(), TimeUnit.NANOSECONDS);
      return requireSuccess(reply);
    } catch (TimeoutException e) {
      running.cancel(true);
      attempts.leave();
      throw new IOException("There was no answer in time.", e);
    } catch (InterruptedException e) {
      running.cancel(true);
      attempts.leave();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The caller was interrupted.");
    } catch (ExecutionException e) {
      Throwable cause = requireNonNull(e.getCause());
      Throwables.throwIfInstanceOf(cause, NotAdmitted.class);
      Throwables.throwIfInstanceOf(cause, IOException.class);
      // An answer that cannot be read may be one to something that was done.
      attempts.failed(cause);
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
  RaftClientReply askMember(RaftClient client, Member member, Question question)
      throws IOException, NotAdmitted {
    Message message = Wire.message(Question.encode(question));
    RaftPeerId id = RatisSettings.peerId(member.name());
    try {
      return call(
          Attempts.one(deadline()),
          () -> client.io().sendStaleRead(message, COMMIT_NOT_NEEDED, id));
    } catch (IOException e) {
      boolean closed =
          Throwables.getCausalChain(e).stream().anyMatch(ServerNotReadyException.class::isInstance);
      throw closed ? new GroupClosed(e) : e;
    }
  }

  /** Lets Ratis ask for the snapshot that is there, and cut the log before it. */
  void cutLog(Member member, Deadline deadline) throws IOException, NotAdmitted {
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.nanosLeft()));
    call(
        Attempts.one(deadline),
        () ->
            patient
                .getSnapshotManagementApi(RatisSettings.peerId(member.name()))
                .create(CUT_AFTER_ENTRIES, millis));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    close(brisk);
    close(patient);
  }

  private static void close(RaftClient client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One call of Ratis' client. */
  interface Call {
    RaftClientReply run() throws IOException, NotAdmitted;
  }
}
