// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.util.concurrent.Uninterruptibles;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.RemoteFault;
import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.protocol.RaftClientReply;

/** Asks a cluster over Ratis. Every call ends within the timeout, whatever the cluster does. */
public final class RatisRegistry implements RemoteRegistry {
  private final Calls calls;
  private final List<Member> members;

  private RatisRegistry(Calls calls, List<Member> members) {
    this.calls = calls;
    this.members = members;
  }

  /** Connects to nobody yet. */
  public static RatisRegistry of(ClusterId group, List<Member> members, Duration timeout) {
    return new RatisRegistry(Calls.to(group, members, timeout), List.copyOf(members));
  }

  @Override
  public List<Fate> register(List<Registration> registrations) {
    checkArgument(
        !registrations.isEmpty() && registrations.size() <= WriterRegistrations.COUNT_MAX,
        "One call takes 1 to %s registrations, not %s.",
        WriterRegistrations.COUNT_MAX,
        registrations.size());
    Deadline deadline = calls.deadline();
    Map<Registration, Fate> known = new HashMap<>();
    List<Registration> open = List.copyOf(registrations);
    while (!open.isEmpty()) {
      ask(open, deadline).forEach(fate -> known.putIfAbsent(fate.registration(), fate));
      List<Registration> left =
          open.stream().filter(registration -> !known.containsKey(registration)).toList();
      if (left.size() == open.size()) {
        left.forEach(registration -> known.put(registration, new Fate.Unknown(registration)));
        break;
      }
      open = left;
    }
    return registrations.stream().map(known::get).toList();
  }

  /**
   * A node that only repeats what was applied does not know what another turned away of the same
   * proposal: what is missing in its answer is asked for again.
   */
  private List<Fate> ask(List<Registration> registrations, Deadline deadline) {
    Calls.Attempts attempts = Calls.Attempts.until(deadline);
    try {
      RaftClientReply reply =
          calls.call(
              attempts, client -> client.io().send(Wire.message(Proposals.encode(registrations))));
      List<Fate> fates = decoded(Fates.decode(Wire.bytes(reply.getMessage().getContent())));
      return fates;
    } catch (NotAdmitted refused) {
      return refused
          .fates()
          .orElseThrow(() -> new RemoteFault(sentinelOf(refused), "No node let the request pass."));
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
    List<StoredRow> found = decoded(Answers.decodeRows(read(new Question.Row(key))));
    return found.stream().map(StoredRow::row).findFirst();
  }

  @Override
  public List<StoredRow> rows(DekId dek) {
    return decoded(Answers.decodeRows(read(new Question.Rows(dek))));
  }

  @Override
  public List<DekId> deks() {
    return decoded(Answers.decodeDeks(read(new Question.Deks())));
  }

  /** Through the leader, who makes sure that it still is one. */
  private Bytes read(Question question) {
    Calls.Attempts attempts = Calls.Attempts.until(calls.deadline());
    try {
      RaftClientReply reply =
          calls.call(
              attempts,
              client -> client.io().sendReadOnly(Wire.message(Question.encode(question))));
      return Wire.bytes(reply.getMessage().getContent());
    } catch (NotAdmitted refused) {
      throw new RemoteFault(sentinelOf(refused), "The question was not answered.");
    } catch (IOException e) {
      throw new RemoteFault(Sentinel.NO_LEADER, "No member answered in time.", e);
    }
  }

  @Override
  public List<MemberStatus> status() {
    Deadline deadline = calls.deadline();
    List<Thread> asking = new ArrayList<>();
    MemberStatus[] answers = new MemberStatus[members.size()];
    for (int n = 0; n < answers.length; n++) {
      int member = n;
      Thread thread = new Thread(() -> answers[member] = status(members.get(member), deadline));
      thread.setDaemon(true);
      thread.start();
      asking.add(thread);
    }
    asking.forEach(Uninterruptibles::joinUninterruptibly);
    return List.of(answers);
  }

  private MemberStatus status(Member member, Deadline deadline) {
    try {
      RaftClientReply reply = calls.askMember(member.name(), new Question.Standing(), deadline);
      Bytes answer = Wire.bytes(reply.getMessage().getContent());
      return new MemberStatus.Up(member.name(), decoded(Answers.decodeStanding(answer)));
    } catch (NotAdmitted | GroupClosed closed) {
      return new MemberStatus.Halted(member.name(), String.valueOf(closed.getMessage()));
    } catch (IOException e) {
      return new MemberStatus.Down(member.name(), "Nobody answers at " + member.address() + ".");
    }
  }

  @Override
  public LogPosition snapshot(NodeName member) {
    Deadline deadline = calls.deadline();
    try {
      RaftClientReply reply = calls.askMember(member, new Question.Snapshot(), deadline);
      LogPosition position =
          decoded(Answers.decodePosition(Wire.bytes(reply.getMessage().getContent())));
      calls.cutLog(member, deadline);
      return position;
    } catch (NotAdmitted | GroupClosed e) {
      throw new RemoteFault(
          Sentinel.REQUEST_MALFORMED, "%s took no snapshot.".formatted(member.value()), e);
    } catch (IOException e) {
      throw new RemoteFault(Sentinel.NO_LEADER, "%s does not answer.".formatted(member.value()), e);
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

  /** One call of Ratis' client. */
  interface Call {
    RaftClientReply on(RaftClient client) throws IOException;
  }
}
