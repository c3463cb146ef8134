// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.retry.ExponentialBackoffRetry;
import org.apache.ratis.util.TimeDuration;

/** A client that keeps many proposals on their way at once, in order, over one stream. */
public final class RatisLoad implements AutoCloseable {
  private static final TimeDuration FIRST_PAUSE = TimeDuration.valueOf(20, TimeUnit.MILLISECONDS);
  private static final TimeDuration LONGEST_PAUSE = TimeDuration.valueOf(1, TimeUnit.SECONDS);
  private static final int ATTEMPTS_MAX = 20;

  private final RaftClient client;

  private RatisLoad(RaftClient client) {
    this.client = client;
  }

  public static RatisLoad on(
      ClusterId group, List<Member> members, int outstandingMax, Duration timeout) {
    RaftProperties properties = new RaftProperties();
    // Ratis wants room for two.
    RaftClientConfigKeys.Async.setOutstandingRequestsMax(properties, Math.max(2, outstandingMax));
    RaftClientConfigKeys.Rpc.setRequestTimeout(
        properties, TimeDuration.valueOf(timeout.toMillis(), TimeUnit.MILLISECONDS));
    return new RatisLoad(
        RaftClient.newBuilder()
            .setProperties(properties)
            .setRaftGroup(RatisSettings.group(group, members))
            .setRetryPolicy(
                ExponentialBackoffRetry.newBuilder()
                    .setBaseSleepTime(FIRST_PAUSE)
                    .setMaxSleepTime(LONGEST_PAUSE)
                    .setMaxAttempts(ATTEMPTS_MAX)
                    .build())
            .build());
  }

  /**
   * Completes when the proposal is committed and applied, with whether it was taken; blocks while
   * too many are on their way.
   */
  public CompletableFuture<Boolean> propose(List<Registration> registrations) {
    return client
        .async()
        .send(Wire.message(Proposal.encode(registrations)))
        .thenApply(RaftClientReply::isSuccess);
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
