// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.ClusterKeys;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driving.Inspection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.exceptions.StateMachineException;

/**
 * Answers questions on threads of its own: the ones Ratis asks on also replicate. When more ask
 * than can be answered, the rest is told so at once.
 */
final class Questions {
  private final Inspection inspection;
  private final SnapshotTaker taker;
  private final Executor executor;
  private final Supplier<Standing> standing;

  Questions(
      Inspection inspection, SnapshotTaker taker, Executor executor, Supplier<Standing> standing) {
    this.inspection = inspection;
    this.taker = taker;
    this.executor = executor;
    this.standing = standing;
  }

  CompletableFuture<Message> answer(Message request) {
    Decoded<Question> decoded = Question.decode(Wire.bytes(request.getContent()));
    if (decoded instanceof Malformed<Question> malformed) {
      return refused(malformed.sentinel(), malformed.detail());
    }
    Question question = ((Value<Question>) decoded).value();
    if (question instanceof Question.Standing) {
      return answered(
          CompletableFuture.completedFuture(Wire.message(Answers.standing(standing.get()))));
    }
    try {
      return question instanceof Question.Snapshot
          ? answered(
              CompletableFuture.supplyAsync(inspection::lastApplied, executor)
                  .thenCompose(applied -> applied.isEmpty() ? nothingYet() : snapshot()))
          : answered(CompletableFuture.supplyAsync(() -> Wire.message(look(question)), executor));
    } catch (RejectedExecutionException tooMany) {
      return refused(Sentinel.BUSY, "Too many questions at once.");
    }
  }

  private static CompletableFuture<Message> nothingYet() {
    return refused(Sentinel.SNAPSHOT_EMPTY, "Nothing was written.");
  }

  private CompletableFuture<Message> snapshot() {
    return taker.take().thenApply(position -> Wire.message(Answers.position(position)));
  }

  /** Ratis takes to the client what is a {@link StateMachineException}, and drops what is not. */
  private static CompletableFuture<Message> answered(CompletableFuture<Message> answer) {
    return answer.exceptionallyCompose(Questions::failed);
  }

  private static CompletableFuture<Message> failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof StateMachineException) {
      return CompletableFuture.failedFuture(cause);
    }
    return cause instanceof Fault fault
        ? refused(fault.sentinel(), fault.detail())
        : refused(Sentinel.INTERNAL_ERROR, cause.toString());
  }

  private static CompletableFuture<Message> refused(Sentinel sentinel, String detail) {
    NotAdmitted reason = new NotAdmitted(sentinel + ": " + detail);
    return CompletableFuture.failedFuture(
        new StateMachineException(String.valueOf(reason.getMessage()), reason, false));
  }

  private Bytes look(Question question) {
    if (question instanceof Question.Row row) {
      return Answers.rows(
          inspection.row(row.key()).map(found -> new StoredRow(row.key(), found)).stream()
              .toList());
    }
    if (question instanceof Question.Rows rows) {
      List<StoredRow> found = inspection.rows(rows.dek());
      return Answers.rows(found);
    }
    if (question instanceof Question.CanOpen canOpen) {
      return Answers.capability(inspection.capability(canOpen.trial()));
    }
    if (question instanceof Question.KeysInUse) {
      return Answers.keyUses(inspection.keyUses());
    }
    return question instanceof Question.Keys
        ? Answers.keys(new ClusterKeys(inspection.cluster(), inspection.keyRing()))
        : Answers.deks(inspection.deks());
  }
}
