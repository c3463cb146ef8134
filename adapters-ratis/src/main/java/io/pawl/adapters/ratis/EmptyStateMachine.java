// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.util.concurrent.CompletableFuture;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;

/** Takes every entry and does nothing: what is left is the price of agreeing on an order. */
class EmptyStateMachine extends BaseStateMachine {
  private static final CompletableFuture<Message> DONE =
      CompletableFuture.completedFuture(Message.EMPTY);

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    setLastAppliedTermIndex(TermIndex.valueOf(entry.getTerm(), entry.getIndex()));
    return DONE;
  }
}
