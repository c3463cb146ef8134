// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Throwables;
import io.pawl.adapters.ratis.Proposal.FirstKeys;
import io.pawl.adapters.ratis.Proposal.NextKey;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.ClusterKeys;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.GroupMismatchException;

/** Asks a cluster over Ratis. Every call ends within the timeout, whatever the cluster does. */
public final class RatisRegistry implements RemoteRegistry {
  private static final int ANSWERS_WITHOUT_NEWS_MAX = 3;

  private final Calls calls;
  private final List<Member> members;
  private final ProposalCall proposals;

  private RatisRegistry(Calls calls, List<Member> members, ProposalCall proposals) {
    this.calls = calls;
    this.members = members;
    this.proposals = proposals;
  }

  /** Connects to nobody yet. */
  public static RatisRegistry of(ClusterId group, List<Member> members, Duration timeout) {
    Calls calls = Calls.to(group, members, timeout);
    return new RatisRegistry(calls, List.copyOf(members), new ProposalCall(calls, group, members));
  }

  @Override
  public List<Fate> register(List<Registration> registrations) {
    checkArgument(
        !registrations.isEmpty() && registrations.size() <= WriterRegistrations.COUNT_MAX,
        "One call takes 1 to %s registrations, not %s.",
        WriterRegistrations.COUNT_MAX,
        registrations.size());
    Deadline deadline = calls.deadline();
    List<Fate> fates = new ArrayList<>();
    for (List<Registration> distinct : withoutRepetitions(registrations)) {
      fates.addAll(registerDistinct(distinct, deadline));
    }
    return fates;
  }

  /** Fates are told by what was registered, so one proposal has nothing twice. */
  private static List<List<Registration>> withoutRepetitions(List<Registration> registrations) {
    List<List<Registration>> pieces = new ArrayList<>();
    Set<Registration> piece = new LinkedHashSet<>();
    for (Registration registration : registrations) {
      if (piece.contains(registration)) {
        pieces.add(List.copyOf(piece));
        piece.clear();
      }
      piece.add(registration);
    }
    pieces.add(List.copyOf(piece));
    return pieces;
  }

  private List<Fate> registerDistinct(List<Registration> registrations, Deadline deadline) {
    Map<Registration, Fate> known = new HashMap<>();
    registrations.stream()
        .filter(registration -> registration.incarnation() instanceof Incarnation.Absent)
        .forEach(
            registration ->
                known.put(
                    registration,
                    new Fate.Inadmissible(registration, Sentinel.INCARNATION_REQUIRED)));
    int answersWithoutNews = 0;
    List<Registration> open = without(known, registrations);
    while (!open.isEmpty() && answersWithoutNews < ANSWERS_WITHOUT_NEWS_MAX) {
      ask(open, deadline).forEach(fate -> known.putIfAbsent(fate.registration(), fate));
      List<Registration> left = without(known, open);
      answersWithoutNews = left.size() == open.size() ? answersWithoutNews + 1 : 0;
      open = left;
    }
    return registrations.stream()
        .map(registration -> known.getOrDefault(registration, new Fate.Unknown(registration)))
        .toList();
  }

  private static List<Registration> without(
      Map<Registration, Fate> known, List<Registration> registrations) {
    return registrations.stream().filter(registration -> !known.containsKey(registration)).toList();
  }

  /**
   * A node that only repeats what was applied does not know what another turned away of the same
   * proposal, nor what it applied before it was started: what is missing is asked for again.
   */
  private List<Fate> ask(List<Registration> registrations, Deadline deadline) {
    Calls.Attempts attempts = Calls.Attempts.until(deadline);
    try {
      RaftClientReply reply =
          proposals.propose(attempts, deadline, Wire.message(Proposal.encode(registrations)));
      return decoded(Fates.decode(Wire.bytes(reply.getMessage().getContent())));
    } catch (NotAdmitted refused) {
      return refused
          .fates()
          .orElseGet(
              () -> all(registrations, open -> new Fate.Inadmissible(open, sentinelOf(refused))));
    } catch (IOException lost) {
      return attempts.mayHaveArrived()
          ? all(registrations, Fate.Unknown::new)
          : all(registrations, Fate.NoLeader::new);
    }
  }

  private static Sentinel sentinelOf(NotAdmitted refused) {
    String message = String.valueOf(refused.getMessage());
    for (Sentinel sentinel : Sentinel.values()) {
      if (message.startsWith(sentinel.name())) {
        return sentinel;
      }
    }
    return Sentinel.INTERNAL_ERROR;
  }

  private static List<Fate> all(
      List<Registration> registrations, Function<Registration, Fate> fate) {
    return registrations.stream().map(fate).toList();
  }

  @Override
  public Optional<WriterRow> row(WriterKey key) {
    List<StoredRow> found = decoded(Answers.decodeRows(read(calls.brisk(), new Question.Row(key))));
    return found.stream().map(StoredRow::row).findFirst();
  }

  @Override
  public List<StoredRow> rows(DekId dek) {
    return decoded(Answers.decodeRows(read(calls.patient(), new Question.Rows(dek))));
  }

  @Override
  public List<DekId> deks() {
    return decoded(Answers.decodeDeks(read(calls.patient(), new Question.Deks())));
  }

  @Override
  public ClusterKeys keys() {
    return keys(calls.deadline());
  }

  private ClusterKeys keys(Deadline deadline) {
    return decoded(Answers.decodeKeys(read(calls.brisk(), new Question.Keys(), deadline)));
  }

  @Override
  public KeyFate bootstrap() {
    return change(Calls.Attempts.until(calls.deadline()), Proposal.encode(new FirstKeys()));
  }

  @Override
  public KeyFate rotate(Purpose purpose) {
    Deadline deadline = calls.deadline();
    try {
      DekId active =
          keys(deadline).ring() instanceof KeyRing.Filled ring ? ring.active(purpose).id() : null;
      return rotate(new NextKey(purpose, active), deadline);
    } catch (RemoteFault unheard) {
      return unheard.sentinel() == Sentinel.NO_LEADER
          ? new KeyFate.NoLeader()
          : new KeyFate.Refused(unheard.sentinel(), unheard.detail());
    }
  }

  /**
   * Sent twice by accident, it names a key that is not the active one any more. What is busy then
   * may be this very call, unless it names none and cannot be taken.
   */
  private KeyFate rotate(NextKey proposal, Deadline deadline) {
    Calls.Attempts attempts = Calls.Attempts.until(deadline);
    KeyFate fate = change(attempts, Proposal.encode(proposal));
    boolean mayBeBusyWithItself = proposal.from() != null && attempts.mayHaveArrived();
    return fate instanceof KeyFate.Busy && mayBeBusyWithItself ? new KeyFate.Unknown() : fate;
  }

  private KeyFate change(Calls.Attempts attempts, Bytes proposal) {
    try {
      RaftClientReply reply =
          proposals.propose(attempts, attempts.deadline(), Wire.message(proposal));
      return decoded(KeyFates.decode(Wire.bytes(reply.getMessage().getContent())));
    } catch (NotAdmitted refused) {
      return refused
          .keyFate()
          .orElseGet(
              () ->
                  new KeyFate.Refused(
                      sentinelOf(refused), "The leader did not judge the proposal."));
    } catch (IOException lost) {
      return attempts.mayHaveArrived() ? new KeyFate.Unknown() : new KeyFate.NoLeader();
    }
  }

  /** From a leader that a majority followed after the question came. */
  private Bytes read(RaftClient client, Question question) {
    return read(client, question, calls.deadline());
  }

  private Bytes read(RaftClient client, Question question, Deadline deadline) {
    Message message = Wire.message(Question.encode(question));
    try {
      RaftClientReply reply =
          calls.call(Calls.Attempts.until(deadline), () -> client.io().sendReadOnly(message));
      return Wire.bytes(reply.getMessage().getContent());
    } catch (NotAdmitted refused) {
      throw new RemoteFault(sentinelOf(refused), "The question was not answered.");
    } catch (IOException e) {
      throw new RemoteFault(Sentinel.NO_LEADER, "No member answered in time.", e);
    }
  }

  @Override
  public List<MemberStatus> status() {
    return calls.together(
        members.stream()
            .<Callable<Optional<MemberStatus>>>map(member -> () -> Optional.of(status(member)))
            .toList());
  }

  private MemberStatus status(Member member) {
    try {
      RaftClientReply reply = calls.askMember(calls.brisk(), member, new Question.Standing());
      Bytes answer = Wire.bytes(reply.getMessage().getContent());
      return decoded(Answers.decodeStanding(member.name(), answer));
    } catch (NotAdmitted | GroupClosed closed) {
      return new MemberStatus.Halted(member.name(), String.valueOf(closed.getMessage()));
    } catch (IOException e) {
      return new MemberStatus.Down(member.name(), silence(member, e));
    } catch (RemoteFault malformed) {
      return new MemberStatus.Down(
          member.name(),
          "What answers at %s is not understood: %s"
              .formatted(member.address(), malformed.detail()));
    }
  }

  /** Why a member gives no answer: nobody is there, or somebody else. */
  private static String silence(Member member, Exception failure) {
    boolean somebody =
        Throwables.getCausalChain(failure).stream()
            .anyMatch(GroupMismatchException.class::isInstance);
    return somebody
        ? "Who answers at %s is of another cluster, or has no such group."
            .formatted(member.address())
        : "Nobody answers at %s.".formatted(member.address());
  }

  @Override
  public KeyUses keyUses(NodeName name) {
    Member member = member(name);
    try {
      RaftClientReply reply = calls.askMember(calls.brisk(), member, new Question.KeysInUse());
      return decoded(Answers.decodeKeyUses(Wire.bytes(reply.getMessage().getContent())));
    } catch (NotAdmitted refused) {
      throw new RemoteFault(sentinelOf(refused), "The question was not answered.");
    } catch (IOException e) {
      throw unanswered(member, e);
    }
  }

  /** A member whose group is closed is there, and its cluster may have a leader. */
  private static RemoteFault unanswered(Member member, IOException failure) {
    return failure instanceof GroupClosed
        ? new RemoteFault(
            Sentinel.GROUP_CLOSED, "It is member %s.".formatted(member.name().value()), failure)
        : new RemoteFault(Sentinel.NO_LEADER, silence(member, failure), failure);
  }

  private Member member(NodeName name) {
    return members.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name.value() + " is none of the members."));
  }

  @Override
  public LogPosition snapshot(NodeName name) {
    Member member = member(name);
    Deadline deadline = calls.deadline();
    try {
      RaftClientReply reply = calls.askMember(calls.patient(), member, new Question.Snapshot());
      LogPosition position =
          decoded(Answers.decodePosition(Wire.bytes(reply.getMessage().getContent())));
      calls.cutLog(member, deadline);
      return position;
    } catch (NotAdmitted refused) {
      throw new RemoteFault(
          sentinelOf(refused), "%s took no snapshot.".formatted(name.value()), refused);
    } catch (IOException e) {
      throw unanswered(member, e);
    }
  }

  private static <T> T decoded(Decoded<T> answer) {
    return answer.orElse(
        malformed -> {
          throw new RemoteFault(malformed.sentinel(), malformed.detail());
        });
  }

  @Override
  public void close() {
    calls.close();
  }
}
