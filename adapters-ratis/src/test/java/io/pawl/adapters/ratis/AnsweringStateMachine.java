// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;

/** Takes every entry, and has the same answer to every question. */
final class AnsweringStateMachine extends BaseStateMachine {
  private static final CompletableFuture<Message> ANSWER =
      CompletableFuture.completedFuture(Message.EMPTY);

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    setLastAppliedTermIndex(TermIndex.valueOf(entry.getTerm(), entry.getIndex()));
    return ANSWER;
  }

  @Override
  public CompletableFuture<Message> query(Message question) {
    return ANSWER;
  }
}
