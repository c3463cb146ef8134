// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.adapters.ratis.PlayedFollower.Loss;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real leader whose only follower has every entry, and whose answer is lost. */
final class LostAnswersTest {
  @TempDir Path folder;
  private LeaderOfFollowers leader;

  @BeforeEach
  void prepare() throws IOException {
    leader = new LeaderOfFollowers(folder, 1);
  }

  @AfterEach
  void stop() throws IOException {
    leader.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENCE", "BREAK"})
  void the_first_entry_of_a_leader_is_sent_again(Loss how) throws Exception {
    leader.follower(0).loseNext(how);
    leader.start();

    assertThat(leader.commit()).isEqualTo(1);
    assertThat(leader.follower(0).taken()).containsSubsequence(0L, 0L, 1L);
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENCE", "BREAK"})
  void an_entry_with_none_behind_it_is_sent_again(Loss how) throws Exception {
    leader.start();
    assertThat(leader.commit()).isEqualTo(1);
    leader.follower(0).loseNext(how);

    assertThat(leader.commit()).isEqualTo(2);
    assertThat(leader.follower(0).taken()).containsSubsequence(2L, 2L);
  }
}
