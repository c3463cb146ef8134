// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driving.Inspection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.ratis.protocol.Message;

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
      return CompletableFuture.failedFuture(
          new NotAdmitted(malformed.sentinel() + ": " + malformed.detail()));
    }
    Question question = ((Value<Question>) decoded).value();
    if (question instanceof Question.Snapshot) {
      return taker.take().thenApply(position -> Wire.message(Answers.position(position)));
    }
    try {
      return CompletableFuture.supplyAsync(() -> Wire.message(look(question)), executor);
    } catch (RejectedExecutionException tooMany) {
      return CompletableFuture.failedFuture(new NotAdmitted("Too many questions at once."));
    }
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
    return question instanceof Question.Deks
        ? Answers.deks(inspection.deks())
        : Answers.standing(standing.get());
  }
}
