// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.adapters.ratis.LeaderOfFollowers.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real leader that is asked, and followers that do not answer it, or late. By then somebody else
 * may lead, and have taken what this one has not heard of.
 */
final class ReadsTest {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration ELECTION = Duration.ofSeconds(8);

  @TempDir Path folder;

  @Test
  void a_leader_that_hears_of_nobody_answers_no_question() throws Exception {
    try (LeaderOfFollowers leader = leader(1)) {
      assertThat(leader.read(LONG)).isEqualTo(Answer.GIVEN);
      leader.follower(0).holdBack();

      assertThat(leader.read(LONG)).isEqualTo(Answer.NOT_LEADING);
    }
  }

  @Test
  void what_was_sent_before_the_question_confirms_nothing() throws Exception {
    try (LeaderOfFollowers leader = rarelyHeardLeader(2)) {
      SilentFollower late = leader.follower(0);
      CompletableFuture<Answer> answer = askedWhenLate(leader);
      late.letOut(1);

      assertThat(answer.join()).isEqualTo(Answer.NONE);
    }
  }

  /** It is sent when the answer to what was sent before is there. */
  @Test
  void what_was_sent_after_the_question_confirms_the_leader() throws Exception {
    try (LeaderOfFollowers leader = rarelyHeardLeader(2)) {
      SilentFollower late = leader.follower(0);
      CompletableFuture<Answer> answer = askedWhenLate(leader);

      await(
          () -> {
            late.letOut(late.heldBack());
            return answer.isDone();
          });

      assertThat(answer.join()).isEqualTo(Answer.GIVEN);
    }
  }

  /**
   * With one heartbeat on its way to the first follower. The second shows when the leader has the
   * question: it is asked because of it, having been asked a moment ago like the first.
   */
  private static CompletableFuture<Answer> askedWhenLate(LeaderOfFollowers leader)
      throws InterruptedException {
    SilentFollower late = leader.follower(0);
    SilentFollower other = leader.follower(1);
    int before = other.asked();
    late.holdBack();
    await(() -> late.heldBack() > 0 && other.asked() > before);
    assertThat(late.heldBack()).isEqualTo(1);
    other.followAnother(0);
    int asked = other.asked();
    CompletableFuture<Answer> answer = asked(leader, SHORT);
    await(() -> other.asked() > asked);
    return answer;
  }

  @Test
  void whoever_waits_for_an_answer_that_is_lost_is_answered_by_the_next() throws Exception {
    try (LeaderOfFollowers leader = leader(1)) {
      SilentFollower follower = leader.follower(0);
      follower.holdBack();
      await(() -> follower.heldBack() > 0);
      follower.loseHeld();
      follower.follow();

      assertThat(leader.read(LONG)).isEqualTo(Answer.GIVEN);
    }
  }

  @Test
  void whoever_says_that_another_leads_confirms_nothing() throws Exception {
    try (LeaderOfFollowers leader = leader(1)) {
      assertThat(leader.read(LONG)).isEqualTo(Answer.GIVEN);
      leader.follower(0).followAnother(0);

      assertThat(leader.read(LONG)).isEqualTo(Answer.NOT_LEADING);
    }
  }

  @Test
  void whoever_leads_again_is_followed_again() throws Exception {
    try (LeaderOfFollowers leader = leader(1)) {
      leader.follower(0).followAnother(1);
      assertThat(leader.read(LONG)).isEqualTo(Answer.NOT_LEADING);
      leader.follower(0).follow();
      leader.commit();

      assertThat(leader.read(LONG)).isEqualTo(Answer.GIVEN);
    }
  }

  /** Each would have to wait longer than it can for what this leader sends by itself. */
  @Test
  void questions_do_not_wait_for_the_next_heartbeat() throws Exception {
    try (LeaderOfFollowers leader = rarelyHeardLeader(1)) {
      for (int i = 0; i < 3; i++) {
        assertThat(leader.read(SHORT)).isEqualTo(Answer.GIVEN);
      }
    }
  }

  @Test
  void a_leader_without_others_asks_nobody() throws Exception {
    try (LeaderOfFollowers leader = leader(0)) {
      assertThat(leader.read(LONG)).isEqualTo(Answer.GIVEN);
    }
  }

  @Test
  void a_majority_is_enough() throws Exception {
    try (LeaderOfFollowers leader = leader(4)) {
      leader.follower(0).holdBack();
      leader.follower(3).holdBack();

      assertThat(leader.read(LONG)).isEqualTo(Answer.GIVEN);
    }
  }

  @Test
  void less_than_a_majority_is_not() throws Exception {
    try (LeaderOfFollowers leader = leader(4)) {
      assertThat(leader.read(LONG)).isEqualTo(Answer.GIVEN);
      leader.follower(0).holdBack();
      leader.follower(2).holdBack();
      leader.follower(3).holdBack();

      assertThat(leader.read(LONG)).isEqualTo(Answer.NOT_LEADING);
    }
  }

  /** In less time than there is to confirm it. */
  @Test
  void whoever_waits_for_a_leader_that_gives_up_is_told() throws Exception {
    try (LeaderOfFollowers leader = rarelyHeardLeader(1)) {
      SilentFollower follower = leader.follower(0);
      follower.holdBack();
      CompletableFuture<Answer> answer = asked(leader, ELECTION);
      await(() -> follower.heldBack() > 0);
      follower.followAnother(1);

      assertThat(answer.join()).isEqualTo(Answer.NOT_LEADING);
    }
  }

  /** In less time than there is to confirm it: it goes on calling itself the leader. */
  @Test
  void whoever_asks_a_leader_that_was_closed_is_told() throws Exception {
    try (LeaderOfFollowers leader = rarelyHeardLeader(1)) {
      leader.closeGroup();

      assertThat(leader.read(ELECTION)).isEqualTo(Answer.CLOSED);
    }
  }

  private LeaderOfFollowers leader(int followers) throws Exception {
    return started(new LeaderOfFollowers(folder, followers));
  }

  /** It sends nothing by itself for so long that what it sends is because of a question. */
  private LeaderOfFollowers rarelyHeardLeader(int followers) throws Exception {
    return started(new LeaderOfFollowers(folder, followers, ELECTION));
  }

  private static LeaderOfFollowers started(LeaderOfFollowers leader) throws Exception {
    leader.start();
    leader.commit();
    return leader;
  }

  private static CompletableFuture<Answer> asked(LeaderOfFollowers leader, Duration timeout) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return leader.read(timeout);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
