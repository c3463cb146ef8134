// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import io.pawl.adapters.ratis.NotAdmitted;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.StateMachineException;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.TimeDuration;

/** A client that is none of ours: it proposes whatever bytes it likes. */
final class RawClient implements AutoCloseable {
  private static final int ATTEMPTS = 20;
  private static final TimeDuration PAUSE = TimeDuration.valueOf(50, TimeUnit.MILLISECONDS);

  private final RaftClient client;

  private RawClient(RaftClient client) {
    this.client = client;
  }

  static RawClient of(ClusterId group, List<Member> members) {
    RaftGroupId id = RaftGroupId.valueOf(new UUID(group.high(), group.low()));
    return new RawClient(
        RaftClient.newBuilder()
            .setProperties(new RaftProperties())
            .setRaftGroup(RaftGroup.valueOf(id, members.stream().map(RawClient::peer).toList()))
            .setRetryPolicy(RetryPolicies.retryUpToMaximumCountWithFixedSleep(ATTEMPTS, PAUSE))
            .build());
  }

  private static RaftPeer peer(Member member) {
    return RaftPeer.newBuilder()
        .setId(RaftPeerId.valueOf(member.name().value()))
        .setAddress(member.address())
        .build();
  }

  /** In what words a leader refuses the bytes; whoever is no leader does not count. */
  String refusalOf(Bytes proposal) {
    Message message = Message.valueOf(ByteString.copyFrom(proposal.toArray()));
    while (true) {
      try {
        RaftClientReply reply = client.io().send(message);
        if (reply.isSuccess()) {
          throw new AssertionError("It was taken: " + proposal.toHex());
        }
        throw reply.getException();
      } catch (StateMachineException e) {
        if (e.getCause() instanceof NotAdmitted refused) {
          return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("A refusal without a type.", e);
      } catch (IOException noLeader) {
        // Nothing that is refused can have been appended: asking again is safe.
      }
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
