// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.common.util.concurrent.Uninterruptibles;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.MemberStatus.Up;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.RaftException;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.rpc.CallId;
import org.jspecify.annotations.Nullable;

/**
 * Takes proposals to whoever leads, and to nobody else: what was sent to no leader was taken by
 * none, and can be told to be so. Ratis' own way asks member after member and keeps to itself what
 * each of them said.
 *
 * <p>A proposal keeps its number from attempt to attempt, so a leader that took it knows it again.
 */
final class ProposalCall {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final int DOUBLINGS_MAX = 4;
  private static final String LEADER = "leader";

  private final Calls calls;
  private final ClusterId group;
  private final List<Member> members;
  private volatile @Nullable RaftPeerId lastLeader;

  ProposalCall(Calls calls, ClusterId group, List<Member> members) {
    this.calls = calls;
    this.group = group;
    this.members = List.copyOf(members);
  }

  /**
   * Proposes until there is an answer or the time is over.
   *
   * @throws NotAdmitted the leader's answer is that nothing passes
   * @throws IOException no leader answered; the attempts say whether one may have taken it
   */
  RaftClientReply propose(Calls.Attempts attempts, Deadline deadline, Message message)
      throws IOException, NotAdmitted {
    long number = CallId.getAndIncrement();
    attempts.onItsWay(false);
    return calls.call(
        attempts, () -> untilAnswered(attempts, deadline, to -> request(to, message, number)));
  }

  private RaftClientReply untilAnswered(
      Calls.Attempts attempts, Deadline deadline, Addressed request)
      throws IOException, NotAdmitted {
    int attempt = 0;
    while (true) {
      RaftPeerId leader = lastLeader == null ? findLeader() : lastLeader;
      if (leader != null) {
        Optional<RaftClientReply> answer = ask(attempts, request.to(leader));
        if (answer.isPresent()) {
          return answer.get();
        }
      }
      Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(DOUBLINGS_MAX, attempt));
      if (deadline.nanosLeft() <= pause.toNanos()) {
        throw new IOException("No leader answered in time.");
      }
      Uninterruptibles.sleepUninterruptibly(pause);
      attempt++;
    }
  }

  /** The same request, whoever it goes to. */
  private interface Addressed {
    RaftClientRequest to(RaftPeerId member);
  }

  private RaftClientRequest request(RaftPeerId leader, Message message, long number) {
    return RaftClientRequest.newBuilder()
        .setClientId(calls.brisk().getId())
        .setServerId(leader)
        .setGroupId(RatisSettings.groupId(group))
        .setCallId(number)
        .setMessage(message)
        .setType(RaftClientRequest.writeRequestType())
        .build();
  }

  /** Nothing if what came back is no answer but a reason to ask again. */
  private Optional<RaftClientReply> ask(Calls.Attempts attempts, RaftClientRequest request)
      throws NotAdmitted {
    attempts.onItsWay(true);
    try {
      RaftClientReply reply = calls.brisk().getClientRpc().sendRequest(request);
      if (reply.isSuccess()) {
        lastLeader = request.getServerId();
        return Optional.of(reply);
      }
      lastLeader = turnedAway(attempts, reply.getException());
    } catch (IOException e) {
      attempts.failed(e);
      lastLeader = null;
    }
    attempts.onItsWay(false);
    return Optional.empty();
  }

  /** Whom to ask next, if that was said. */
  private static @Nullable RaftPeerId turnedAway(Calls.Attempts attempts, RaftException reason)
      throws NotAdmitted {
    if (reason instanceof StateMachineException && reason.getCause() instanceof NotAdmitted no) {
      throw no;
    }
    attempts.failed(reason);
    return reason instanceof NotLeaderException notLeader && notLeader.getSuggestedLeader() != null
        ? notLeader.getSuggestedLeader().getId()
        : null;
  }

  /** Who says of itself that it leads; with the newest term, if two do. */
  private @Nullable RaftPeerId findLeader() {
    List<Callable<Optional<Leading>>> questions =
        members.stream().<Callable<Optional<Leading>>>map(member -> () -> leading(member)).toList();
    return calls.together(questions).stream()
        .max(Comparator.comparingLong(Leading::term))
        .map(Leading::id)
        .orElse(null);
  }

  private record Leading(RaftPeerId id, long term) {}

  private Optional<Leading> leading(Member member) throws IOException, NotAdmitted {
    RaftClientReply reply = calls.askMember(calls.brisk(), member, new Question.Standing());
    return Answers.decodeStanding(member.name(), Wire.bytes(reply.getMessage().getContent()))
                instanceof Value<Up> up
            && up.value().standing().role().equals(LEADER)
        ? Optional.of(
            new Leading(RatisSettings.peerId(member.name()), up.value().standing().term()))
        : Optional.empty();
  }
}
