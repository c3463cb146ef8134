// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.protocol.exceptions.RaftRetryFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real leader that is asked, and followers that do not answer it, or late. By then somebody else
 * may lead, and have taken what this one has not heard of.
 */
final class ReadsTest {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration ELECTION = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void a_leader_that_hears_of_nobody_answers_no_question() throws Exception {
    try (LeaderOfFollowers leader = leader(1)) {
      leader.read(LONG);
      leader.follower(0).holdBack();

      assertThatThrownBy(() -> leader.read(SHORT)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void what_was_sent_before_the_question_confirms_nothing() throws Exception {
    try (LeaderOfFollowers leader = rarelyHeardLeader()) {
      SilentFollower follower = leader.follower(0);
      follower.holdBack();
      await(() -> follower.heldBack() > 0);
      int before = follower.heldBack();
      CompletableFuture<Void> answer = asked(leader, SHORT);
      await(() -> follower.heldBack() > before);

      follower.letOut(before);

      assertThatThrownBy(answer::join).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void what_was_sent_after_the_question_confirms_the_leader() throws Exception {
    try (LeaderOfFollowers leader = leader(1)) {
      SilentFollower follower = leader.follower(0);
      follower.holdBack();
      CompletableFuture<Void> answer = asked(leader, LONG);

      await(
          () -> {
            follower.letOut(follower.heldBack());
            return answer.isDone();
          });

      assertThatCode(answer::join).doesNotThrowAnyException();
    }
  }

  @Test
  void whoever_says_that_another_leads_confirms_nothing() throws Exception {
    try (LeaderOfFollowers leader = leader(1)) {
      leader.read(LONG);
      leader.follower(0).followAnother(0);

      assertThatThrownBy(() -> leader.read(SHORT)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whoever_leads_again_is_followed_again() throws Exception {
    try (LeaderOfFollowers leader = leader(1)) {
      leader.follower(0).followAnother(1);
      assertThatThrownBy(() -> leader.read(SHORT)).isInstanceOf(IOException.class);
      leader.follower(0).follow();
      leader.commit();

      leader.read(LONG);
    }
  }

  /** Each would have to wait longer than it can for what this leader appends by itself. */
  @Test
  void questions_do_not_wait_for_the_next_append() throws Exception {
    try (LeaderOfFollowers leader = rarelyHeardLeader()) {
      for (int i = 0; i < 3; i++) {
        leader.read(SHORT);
      }
    }
  }

  @Test
  void a_leader_without_others_asks_nobody() throws Exception {
    try (LeaderOfFollowers leader = leader(0)) {
      leader.read(LONG);
    }
  }

  @Test
  void a_majority_is_enough() throws Exception {
    try (LeaderOfFollowers leader = leader(4)) {
      leader.follower(0).holdBack();
      leader.follower(3).holdBack();

      leader.read(LONG);
    }
  }

  @Test
  void less_than_a_majority_is_not() throws Exception {
    try (LeaderOfFollowers leader = leader(4)) {
      leader.read(LONG);
      leader.follower(0).holdBack();
      leader.follower(2).holdBack();
      leader.follower(3).holdBack();

      assertThatThrownBy(() -> leader.read(SHORT)).isInstanceOf(IOException.class);
    }
  }

  /** An answer in time, that this one does not lead: what is no answer would have a cause. */
  @Test
  void whoever_waits_for_a_leader_that_gives_up_is_told() throws Exception {
    try (LeaderOfFollowers leader = rarelyHeardLeader()) {
      SilentFollower follower = leader.follower(0);
      follower.holdBack();
      CompletableFuture<Void> answer = asked(leader, ELECTION);
      await(() -> follower.heldBack() > 0);
      follower.followAnother(1);

      assertThatThrownBy(answer::join).hasRootCauseInstanceOf(RaftRetryFailureException.class);
    }
  }

  private LeaderOfFollowers leader(int followers) throws Exception {
    return started(new LeaderOfFollowers(folder, followers));
  }

  /** It appends nothing for so long that what it appends is because of a question. */
  private LeaderOfFollowers rarelyHeardLeader() throws Exception {
    return started(new LeaderOfFollowers(folder, 1, ELECTION));
  }

  private static LeaderOfFollowers started(LeaderOfFollowers leader) throws Exception {
    leader.start();
    leader.commit();
    return leader;
  }

  private static CompletableFuture<Void> asked(LeaderOfFollowers leader, Duration timeout) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            leader.read(timeout);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
