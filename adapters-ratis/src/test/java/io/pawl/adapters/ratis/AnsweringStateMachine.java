// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import java.util.concurrent.CompletableFuture;
import org.apache.ratis.protocol.Message;

/** Has the same answer to every question. */
final class AnsweringStateMachine extends EmptyStateMachine {

  @Override
  public CompletableFuture<Message> query(Message question) {
    return CompletableFuture.completedFuture(Message.EMPTY);
  }
}
