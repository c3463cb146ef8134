// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.MemberAnswer;
import io.pawl.domain.cohort.MemberAnswer.Given;
import io.pawl.domain.cohort.MemberAnswer.Missing;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.Peers;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.ratis.protocol.RaftClientReply;

/**
 * The members of a group, asked by a client that lives as long as the question: it is asked once in
 * the life of a cluster.
 */
public record RatisPeers(ClusterId group, List<Member> members) implements Peers {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  public RatisPeers {
    members = List.copyOf(members);
  }

  /** A call that ends in no way that is known leaves its member without an answer, not unasked. */
  @Override
  public List<MemberAnswer> capabilities(Trial trial) {
    Question question = new Question.CanOpen(trial);
    Map<NodeName, MemberAnswer> answers = new HashMap<>();
    try (Calls calls = Calls.to(group, members, LONGEST)) {
      calls
          .together(
              members.stream()
                  .<Callable<Optional<MemberAnswer>>>map(
                      member -> () -> Optional.of(answer(calls, member, question)))
                  .toList())
          .forEach(answer -> answers.put(answer.name(), answer));
    }
    return members.stream()
        .map(Member::name)
        .map(name -> answers.getOrDefault(name, new Missing(name, "could not be asked")))
        .toList();
  }

  private static MemberAnswer answer(Calls calls, Member member, Question question) {
    try {
      RaftClientReply reply = calls.askMember(calls.brisk(), member, question);
      Decoded<Capability> answer =
          Answers.decodeCapability(Wire.bytes(reply.getMessage().getContent()));
      return answer instanceof Value<Capability> capability
          ? new Given(member.name(), capability.value())
          : new Missing(member.name(), "gives an answer of another version");
    } catch (NotAdmitted refused) {
      return new Missing(member.name(), "does not take the question");
    } catch (GroupClosed closed) {
      return new Missing(member.name(), "has halted, or is stopping");
    } catch (IOException silent) {
      return new Missing(member.name(), "does not answer");
    }
  }
}
