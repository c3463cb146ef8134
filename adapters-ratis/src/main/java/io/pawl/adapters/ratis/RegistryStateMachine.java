// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driving.Replica;
import io.pawl.ports.driving.ReplicaHalted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Ratis calls, handed to a {@link Replica}.
 *
 * <p>Everything is applied before the call returns, and what cannot be applied is thrown: Ratis
 * takes that for the end of this group on this node, does not count the entry as applied, and meets
 * it again after a restart. A failed future would be taken for an answer and the entry skipped.
 */
class RegistryStateMachine extends BaseStateMachine {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryStateMachine.class);

  /** How many times the election timeout a leader that halts waits for others to hear of it. */
  private static final int NEWS_TIMEOUTS = 5;

  private final Replica replica;
  private final GroupServices services;
  private final SnapshotFolder folder = new SnapshotFolder();
  private final SnapshotTaker taker;
  private final EntryApplication application;
  private final Questions questions;
  private final ProposalGate gate;

  /** Whether somebody was told that this replica stopped. */
  private volatile boolean halted;

  /** The highest index that Ratis brought here since the start: it wants no snapshot beyond. */
  private volatile long brought = RaftLog.INVALID_LOG_INDEX;

  /** Held while an entry is applied: Ratis pauses on a thread of its own, and does not wait. */
  private final ReentrantLock applying = new ReentrantLock();

  /** What Ratis knows to be finished; null before the first. */
  private volatile @Nullable SnapshotInfo reportedSnapshot;

  RegistryStateMachine(Replica replica, Path work, GroupServices services) {
    this.replica = replica;
    this.services = services;
    this.taker =
        new SnapshotTaker(replica.snapshots(), folder, work, services.threads().snapshots());
    this.application = new EntryApplication(replica.applier());
    this.questions =
        new Questions(replica.inspection(), taker, services.threads().queries(), () -> standing());
    this.gate = new ProposalGate(this, replica.admission(), fault -> haltBeforeNext(fault));
    adoptApplied();
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
      throws IOException {
    super.initialize(server, group, storage);
    getLifeCycle().startAndTransition(() -> open(storage), IOException.class);
  }

  private void open(RaftStorage storage) throws IOException {
    folder.init(storage);
    reportedSnapshot = folder.getLatestSnapshot();
    installLatest();
  }

  /** Waits for the entry that is being applied, so that none is cut in two. */
  @Override
  public void pause() {
    applying.lock();
    try {
      getLifeCycle().transition(LifeCycle.State.PAUSING);
      getLifeCycle().transition(LifeCycle.State.PAUSED);
    } finally {
      applying.unlock();
    }
  }

  @Override
  public void reinitialize() throws IOException {
    try {
      getLifeCycle().startAndTransition(this::takeOver, IOException.class);
    } catch (IOException | UncheckedIOException e) {
      throw halt(new ReplicaHalted(nextPosition(), Sentinel.STORE_UNAVAILABLE, e.toString()));
    }
  }

  private void takeOver() throws IOException {
    // What was decided about the state before does not hold for the one that comes.
    replica.admission().leadershipLost();
    folder.reload();
    folder.makeDurable();
    reportedSnapshot = folder.getLatestSnapshot();
    installLatest();
  }

  /** A snapshot ahead of the store was received before a crash, or the store is a new one. */
  private void installLatest() {
    SnapshotInfo latest = folder.getLatestSnapshot();
    if (latest != null && isAhead(latest)) {
      try {
        replica.snapshots().install(folder.latestFile().orElseThrow());
      } catch (Fault fault) {
        throw halt(new ReplicaHalted(position(latest.getTermIndex()), fault));
      }
    }
    adoptApplied();
  }

  private boolean isAhead(SnapshotInfo latest) {
    return replica.applier().lastApplied().map(at -> latest.getIndex() > at.index()).orElse(true);
  }

  private void adoptApplied() {
    replica
        .applier()
        .lastApplied()
        .ifPresent(at -> setLastAppliedTermIndex(TermIndex.valueOf(at.term(), at.index())));
  }

  /**
   * Ratis calls it when the node stops, and when it closes this group for a reason of its own. The
   * second leaves a process that looks alive, so it is a halt.
   */
  @Override
  public void close() {
    getLifeCycle().checkStateAndClose();
    if (!services.stopping().get() && !halted) {
      halt(new ReplicaHalted(nextPosition(), Sentinel.LOG_FAILED, "Ratis closed the group."));
    }
  }

  @Override
  public TransactionContext startTransaction(RaftClientRequest request) {
    return gate.start(request);
  }

  @Override
  public TransactionContext preAppendTransaction(TransactionContext transaction)
      throws IOException {
    ProposalGate.requireHolds(transaction);
    return transaction;
  }

  @Override
  public TransactionContext cancelTransaction(TransactionContext transaction) {
    ProposalGate.giveBack(transaction);
    return transaction;
  }

  @Override
  public void notifyNotLeader(Collection<TransactionContext> pendingEntries) {
    replica.admission().leadershipLost();
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    LogPosition position = new LogPosition(entry.getTerm(), entry.getIndex());
    Bytes data = Wire.bytes(entry.getStateMachineLogEntry().getLogData());
    applying.lock();
    try {
      Outcome outcome = application.apply(position, data);
      updateLastApplied(entry.getTerm(), entry.getIndex());
      return CompletableFuture.completedFuture(
          Wire.message(ProposalGate.answer(transaction, outcome).encode()));
    } catch (ReplicaHalted halted) {
      throw haltAt(position, halted);
    } catch (RuntimeException | Error bug) {
      LOG.error("The entry at {} met a bug.", position, bug);
      throw haltAt(position, new ReplicaHalted(position, Sentinel.INTERNAL_ERROR, bug.toString()));
    } finally {
      applying.unlock();
    }
  }

  /** Entries of Ratis' own concern nobody here; those before the store's are passed again. */
  @Override
  public void notifyTermIndexUpdated(long term, long index) {
    updateLastApplied(term, index);
  }

  private void updateLastApplied(long term, long index) {
    brought = Math.max(brought, index);
    if (index > getLastAppliedTermIndex().getIndex()) {
      setLastAppliedTermIndex(TermIndex.valueOf(term, index));
    }
  }

  /** Without its log a node neither follows nor leads, but would look alive. */
  @Override
  public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto failedEntry) {
    LOG.error("The log failed.", cause);
    LogPosition position =
        failedEntry == null
            ? position(getLastAppliedTermIndex())
            : new LogPosition(failedEntry.getTerm(), failedEntry.getIndex());
    halt(new ReplicaHalted(position, Sentinel.LOG_FAILED, String.valueOf(cause)));
  }

  /** Others that cannot apply the entry either are to hear of it while there is a leader. */
  private ReplicaHalted haltAt(LogPosition position, ReplicaHalted met) {
    try {
      CommitNews.awaitHeardByAll(
          division(), position.index(), services.electionTimeout().multipliedBy(NEWS_TIMEOUTS));
    } finally {
      halt(met);
    }
    return met;
  }

  @CanIgnoreReturnValue
  private ReplicaHalted halt(ReplicaHalted met) {
    halted = true;
    services.halts().halted(met);
    return met;
  }

  /**
   * A store that failed while it was asked fails at the next entry too; nobody waits for that. One
   * that was closed because the node stops did not fail.
   */
  private void haltBeforeNext(Fault fault) {
    if (services.stopping().get()) {
      return;
    }
    halt(new ReplicaHalted(nextPosition(), fault));
  }

  /** Behind what is applied; the term is the least it can have. */
  private LogPosition nextPosition() {
    TermIndex applied = getLastAppliedTermIndex();
    return new LogPosition(Math.max(0, applied.getTerm()), applied.getIndex() + 1);
  }

  private static LogPosition position(TermIndex at) {
    return new LogPosition(Math.max(0, at.getTerm()), Math.max(0, at.getIndex()));
  }

  @Override
  public StateMachineStorage getStateMachineStorage() {
    return folder;
  }

  /**
   * Reports the newest snapshot that is finished: the log up to there may go. If that is no news,
   * begins to write another, which is reported when Ratis asks again after the next entry. While
   * entries that the store has are brought again, there is nothing to report.
   */
  @Override
  public long takeSnapshot() {
    if (brought < getLastAppliedTermIndex().getIndex()) {
      return RaftLog.INVALID_LOG_INDEX;
    }
    SnapshotInfo latest = folder.getLatestSnapshot();
    if (latest == null || isReported(latest)) {
      if (replica.inspection().lastApplied().isPresent()) {
        taker.begin();
      }
      return RaftLog.INVALID_LOG_INDEX;
    }
    reportedSnapshot = latest;
    return latest.getIndex();
  }

  private boolean isReported(SnapshotInfo latest) {
    SnapshotInfo known = reportedSnapshot;
    return known != null && latest.getIndex() <= known.getIndex();
  }

  /**
   * The newest one that Ratis was told of. Ratis measures from here whether anything has happened
   * since: if a finished one were shown before it is reported, it would never be asked for.
   */
  @Override
  public @Nullable SnapshotInfo getLatestSnapshot() {
    return reportedSnapshot;
  }

  @Override
  public CompletableFuture<Message> query(Message request) {
    return questions.answer(request);
  }

  /** Answers from what is here, and waits for nothing. */
  @Override
  public CompletableFuture<Message> queryStale(Message request, long minIndex) {
    return questions.answer(request);
  }

  /** Where this node stands, as it knows it; without a quorum, too. */
  Standing standing() {
    RaftServer.Division division = division();
    DivisionInfo info = division.getInfo();
    RaftPeerId leader = info.getLeaderId();
    return new Standing(
        info.getCurrentRole().name().toLowerCase(Locale.ROOT),
        leader == null ? "" : leader.toString(),
        info.getCurrentTerm(),
        Math.max(0, getLastAppliedTermIndex().getIndex()),
        division.getRaftLog().getLastCommittedIndex(),
        replica.inspection().engine(),
        services.version(),
        replica.inspection().kek(),
        replica.inspection().sidecarIndex().orElse(Standing.NO_SIDECAR),
        gate.refusals().told());
  }

  private RaftServer.Division division() {
    try {
      return getServer().join().getDivision(getGroupId());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
