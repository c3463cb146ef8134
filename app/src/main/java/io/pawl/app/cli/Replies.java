// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.cli.Reply.Outcome;
import io.pawl.app.usecase.RegistrationAnswer;
import io.pawl.app.usecase.RegistrationAnswer.Exhausted;
import io.pawl.app.usecase.RegistrationAnswer.Fated;
import io.pawl.app.usecase.RegistrationAnswer.Unheard;
import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.Fate;

/** Puts answers into words. */
final class Replies implements RegistrationAnswer.Cases<Reply> {
  private static final Replies INSTANCE = new Replies();

  private Replies() {}

  static Reply to(RegistrationAnswer answer) {
    return answer.match(INSTANCE);
  }

  static Reply reserved(Sentinel sentinel, Proposal proposal) {
    return refused(sentinel, proposal, "Proposed: %s.".formatted(proposal));
  }

  private static Reply refused(Sentinel sentinel, Proposal proposal, String detail) {
    return new Reply.NotAccepted(Outcome.REFUSED, sentinel, proposal, detail);
  }

  @Override
  public Reply fated(Fated answer) {
    Fate fate = answer.fate();
    Proposal proposal = Proposal.of(fate.registration());
    if (fate instanceof Fate.Accepted accepted) {
      return new Reply.Accepted(outcome(accepted.kind()), accepted.index(), proposal);
    }
    if (fate instanceof Fate.Refused refused) {
      return new Reply.Refused(refused.sentinel(), proposal, refused.held());
    }
    if (fate instanceof Fate.Inadmissible inadmissible) {
      return reserved(inadmissible.sentinel(), proposal);
    }
    return notSettled(fate, proposal);
  }

  private static Outcome outcome(Fate.Kind kind) {
    return switch (kind) {
      case INSERTED -> Outcome.INSERTED;
      case ADVANCED -> Outcome.ADVANCED;
      case REPLAYED -> Outcome.REPLAYED;
    };
  }

  private static Reply notSettled(Fate fate, Proposal proposal) {
    String detail = "Proposed: %s.".formatted(proposal);
    if (fate instanceof Fate.Busy) {
      return new Reply.NotAccepted(Outcome.BUSY, Sentinel.BUSY, proposal, detail);
    }
    return fate instanceof Fate.NoLeader
        ? new Reply.NotAccepted(Outcome.NO_LEADER, Sentinel.NO_LEADER, proposal, detail)
        : new Reply.NotAccepted(Outcome.UNKNOWN, Sentinel.OUTCOME_UNKNOWN, proposal, detail);
  }

  @Override
  public Reply exhausted(Exhausted answer) {
    return new Reply.Refused(
        Sentinel.EPOCH_EXHAUSTED, Proposal.of(answer.request()), answer.held());
  }

  @Override
  public Reply unheard(Unheard answer) {
    Proposal proposal = Proposal.of(answer.request());
    return switch (answer.sentinel()) {
      case NO_LEADER ->
          new Reply.NotAccepted(Outcome.NO_LEADER, answer.sentinel(), proposal, answer.detail());
      case BUSY ->
          new Reply.NotAccepted(Outcome.BUSY, answer.sentinel(), proposal, answer.detail());
      default -> refused(answer.sentinel(), proposal, answer.detail());
    };
  }
}
