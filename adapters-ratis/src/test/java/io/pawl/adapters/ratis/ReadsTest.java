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
  /** Within twice that a leader that nobody answers gives up, and answers that it does not lead. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** For a quarter of it a leader sends nothing by itself; nobody who asks waits for as long. */
  private static final Duration RARELY = Duration.ofSeconds(40);

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  @TempDir Path folder;

  @Test
  void a_leader_that_hears_of_nobody_answers_no_question() throws Exception {
    try (LeaderOfFollowers leader = leader(1, SOON)) {
      assertThat(read(leader)).isEqualTo(Answer.GIVEN);
      leader.follower(0).holdBack();

      assertThat(read(leader)).isEqualTo(Answer.NOT_LEADING);
    }
  }

  @Test
  void less_than_a_majority_confirms_nothing() throws Exception {
    try (LeaderOfFollowers leader = leader(4, SOON)) {
      assertThat(read(leader)).isEqualTo(Answer.GIVEN);
      leader.follower(0).holdBack();
      leader.follower(2).holdBack();
      leader.follower(3).holdBack();

      assertThat(read(leader)).isEqualTo(Answer.NOT_LEADING);
    }
  }

  @Test
  void a_majority_is_enough() throws Exception {
    try (LeaderOfFollowers leader = leader(4, RARELY)) {
      leader.follower(0).holdBack();
      leader.follower(3).holdBack();

      assertThat(read(leader)).isEqualTo(Answer.GIVEN);
    }
  }

  @Test
  void a_leader_without_others_asks_nobody() throws Exception {
    try (LeaderOfFollowers leader = leader(0, RARELY)) {
      assertThat(read(leader)).isEqualTo(Answer.GIVEN);
    }
  }

  @Test
  void whoever_says_that_another_leads_confirms_nothing() throws Exception {
    try (LeaderOfFollowers leader = leader(1, SOON)) {
      assertThat(read(leader)).isEqualTo(Answer.GIVEN);
      leader.follower(0).followAnother(0);

      assertThat(read(leader)).isEqualTo(Answer.NOT_LEADING);
    }
  }

  /**
   * The other follower confirms nothing. That it is asked shows that the leader has the question.
   */
  @Test
  void only_what_was_sent_after_a_question_confirms_the_leader() throws Exception {
    try (LeaderOfFollowers leader = leader(2, RARELY)) {
      PlayedFollower late = leader.follower(0);
      PlayedFollower other = leader.follower(1);
      late.holdBack();
      other.followAnother(0);
      CompletableFuture<Answer> first = asked(leader, other);
      await(() -> late.heldBack() == 1);
      CompletableFuture<Answer> second = asked(leader, other);

      late.letOut();

      assertThat(first.join()).isEqualTo(Answer.GIVEN);
      await(() -> late.heldBack() == 1 || second.isDone());
      assertThat(second).isNotDone();

      late.letOut();

      assertThat(second.join()).isEqualTo(Answer.GIVEN);
    }
  }

  @Test
  void questions_do_not_wait_for_what_is_sent_without_them() throws Exception {
    try (LeaderOfFollowers leader = leader(1, RARELY)) {
      for (int i = 0; i < 3; i++) {
        assertThat(read(leader)).isEqualTo(Answer.GIVEN);
      }
    }
  }

  @Test
  void whoever_waits_for_an_answer_that_is_lost_is_answered_by_the_next() throws Exception {
    try (LeaderOfFollowers leader = leader(1, SOON)) {
      PlayedFollower follower = leader.follower(0);
      follower.holdBack();
      await(() -> follower.heldBack() > 0);
      follower.loseHeld();
      follower.follow();

      assertThat(read(leader)).isEqualTo(Answer.GIVEN);
    }
  }

  /** Long before the time is over in which it can be confirmed. */
  @Test
  void whoever_waits_for_a_leader_that_steps_down_is_told() throws Exception {
    try (LeaderOfFollowers leader = leader(1, RARELY)) {
      PlayedFollower follower = leader.follower(0);
      follower.holdBack();
      CompletableFuture<Answer> answer = asked(leader, follower);
      await(() -> follower.heldBack() > 0);

      follower.followAnother(1);
      follower.letOut();

      assertThat(answer.join()).isEqualTo(Answer.NOT_LEADING);
    }
  }

  @Test
  void whoever_leads_again_is_confirmed_again() throws Exception {
    try (LeaderOfFollowers leader = leader(1, SOON)) {
      leader.follower(0).followAnother(1);
      assertThat(read(leader)).isEqualTo(Answer.NOT_LEADING);
      leader.follower(0).follow();
      leader.commit();

      assertThat(read(leader)).isEqualTo(Answer.GIVEN);
    }
  }

  /** It goes on calling itself the leader. */
  @Test
  void whoever_asks_a_leader_that_was_closed_is_told() throws Exception {
    try (LeaderOfFollowers leader = leader(1, RARELY)) {
      leader.closeGroup();

      assertThat(read(leader)).isEqualTo(Answer.CLOSED);
    }
  }

  private LeaderOfFollowers leader(int followers, Duration electionTimeout) throws Exception {
    LeaderOfFollowers leader = new LeaderOfFollowers(folder, followers, electionTimeout);
    leader.start();
    long index = leader.commit();
    await(() -> leader.followers().stream().allMatch(each -> each.answered() >= index));
    return leader;
  }

  private static Answer read(LeaderOfFollowers leader) {
    try {
      return leader.read(PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when the leader has asked this follower because of it. */
  private static CompletableFuture<Answer> asked(LeaderOfFollowers leader, PlayedFollower follower)
      throws InterruptedException {
    int before = follower.asked();
    CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> read(leader));
    await(() -> follower.asked() > before);
    return answer;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
