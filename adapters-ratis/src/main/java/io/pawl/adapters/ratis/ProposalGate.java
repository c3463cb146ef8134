// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driving.Admission;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Ruling;
import java.util.List;
import java.util.function.Consumer;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.statemachine.StateMachine;
import org.apache.ratis.statemachine.TransactionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leader's way from what a client proposes to an entry, and back if none is appended.
 *
 * <p>Proposals are judged on the thread that read them, one of each client at a time. A bootstrap
 * may keep its thread waiting for the members. Only what the same client sent behind it waits with
 * it: admission lets one in at a time, and neither the log nor a lock of Ratis is held.
 */
final class ProposalGate {
  private static final Logger LOG = LoggerFactory.getLogger(ProposalGate.class);
  private static final boolean KEEPS_LEADING = false;

  private final StateMachine machine;
  private final Admission admission;
  private final Consumer<Fault> whenStoreFails;
  private final Refusals refusals = new Refusals();

  ProposalGate(StateMachine machine, Admission admission, Consumer<Fault> whenStoreFails) {
    this.machine = machine;
    this.admission = admission;
    this.whenStoreFails = whenStoreFails;
  }

  /** What was refused here. */
  Refusals refusals() {
    return refusals;
  }

  TransactionContext start(RaftClientRequest request) {
    try {
      Decoded<Proposal> decoded = Proposal.decode(Wire.bytes(request.getMessage().getContent()));
      if (decoded instanceof Malformed<Proposal> malformed) {
        return unjudged(
            request, malformed.sentinel(), malformed.sentinel() + ": " + malformed.detail());
      }
      Proposal proposal = ((Value<Proposal>) decoded).value();
      return proposal instanceof Proposal.Registrations registrations
          ? judge(request, registrations)
          : judgeKeyChange(request, proposal);
    } catch (Fault fault) {
      whenStoreFails.accept(fault);
      return unjudged(request, fault.sentinel(), fault.sentinel().name());
    } catch (RuntimeException bug) {
      LOG.error("A request of {} could not be judged.", request.getClientId(), bug);
      return unjudged(request, Sentinel.INTERNAL_ERROR, Sentinel.INTERNAL_ERROR.name());
    }
  }

  private TransactionContext judge(RaftClientRequest request, Proposal.Registrations proposal) {
    Ruling ruling = admission.rule(proposal.registrations());
    ruling.turnedAway().forEach(each -> each.why().ifPresent(refusals::count));
    List<Fate> turnedAway = ruling.turnedAway().stream().map(Fates::of).toList();
    return ruling instanceof Ruling.Append append
        ? admitted(
            request,
            append.entry(),
            new OnItsWay.Writers(append.reservation(), proposal.registrations(), turnedAway))
        : refused(request, NotAdmitted.with(turnedAway));
  }

  private TransactionContext judgeKeyChange(RaftClientRequest request, Proposal proposal) {
    KeyRuling ruling =
        proposal instanceof Proposal.NextKey next
            ? admission.rotate(next.purpose(), next.from())
            : admission.bootstrap();
    if (ruling instanceof KeyRuling.Append append) {
      return admitted(request, append.entry(), new OnItsWay.Keys(append.reservation()));
    }
    if (ruling instanceof KeyRuling.Refused refused) {
      refusals.count(refused.sentinel());
      return refused(
          request, NotAdmitted.with(new KeyFate.Refused(refused.sentinel(), refused.detail())));
    }
    return refused(request, NotAdmitted.with(new KeyFate.Busy()));
  }

  private TransactionContext admitted(
      RaftClientRequest request, LogEntry entry, OnItsWay remembered) {
    return TransactionContext.newBuilder()
        .setStateMachine(machine)
        .setClientRequest(request)
        .setLogData(Wire.string(EntryApplication.encode(entry)))
        .setStateMachineContext(remembered)
        .build();
  }

  private TransactionContext unjudged(RaftClientRequest request, Sentinel why, String message) {
    refusals.count(why);
    return refused(request, new NotAdmitted(message));
  }

  private TransactionContext refused(RaftClientRequest request, NotAdmitted why) {
    return TransactionContext.newBuilder()
        .setStateMachine(machine)
        .setClientRequest(request)
        .build()
        .setException(why);
  }

  /**
   * The last look before the entry is in the log, in log order and with no other thread between.
   */
  static void requireHolds(TransactionContext transaction) throws StateMachineException {
    if (transaction.getStateMachineContext() instanceof OnItsWay onItsWay
        && !onItsWay.reservation().holds()) {
      onItsWay.reservation().release();
      throw new StateMachineException(Sentinel.BUSY.name(), onItsWay.refusal(), KEEPS_LEADING);
    }
  }

  /** The entry will not be appended. */
  static void giveBack(TransactionContext transaction) {
    if (transaction.getStateMachineContext() instanceof OnItsWay onItsWay) {
      onItsWay.reservation().release();
    }
  }

  /** The leader that admitted the proposal also knows what it turned away of it. */
  static Outcome answer(TransactionContext transaction, Outcome applied) {
    return transaction.getStateMachineContext() instanceof OnItsWay onItsWay
        ? onItsWay.completing(applied)
        : applied;
  }
}
