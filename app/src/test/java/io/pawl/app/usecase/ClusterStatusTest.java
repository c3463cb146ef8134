// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.MemberStatus.Down;
import io.pawl.ports.driven.MemberStatus.Halted;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.MemberStatus.Up;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterStatusTest {

  @Test
  void a_leader_that_a_majority_follows_has_a_quorum() {
    ClusterStatus status =
        status(up("n1", "leader", "n1", 3), up("n2", "follower", "n1", 3), down("n3"));

    assertThat(status.hasQuorum()).isTrue();
    assertThat(status.leader().orElseThrow().name()).isEqualTo(new NodeName("n1"));
  }

  @Test
  void a_leader_that_only_itself_follows_has_none() {
    ClusterStatus status =
        status(up("n1", "leader", "n1", 3), halted("n2"), up("n3", "candidate", "", 4));

    assertThat(status.hasQuorum()).isFalse();
  }

  @Test
  void half_of_the_members_is_no_majority() {
    ClusterStatus status =
        status(up("n1", "leader", "n1", 3), up("n2", "follower", "n1", 3), down("n3"), down("n4"));

    assertThat(status.hasQuorum()).isFalse();
  }

  @Test
  void of_two_that_say_they_lead_the_newer_one_does() {
    ClusterStatus status =
        status(
            up("n1", "leader", "n1", 3),
            up("n2", "leader", "n2", 4),
            up("n3", "follower", "n2", 4));

    assertThat(status.leader().orElseThrow().name()).isEqualTo(new NodeName("n2"));
    assertThat(status.hasQuorum()).isTrue();
  }

  @Test
  void the_leader_knows_best_and_then_who_has_applied_most() {
    Up leader = new Up(new NodeName("n3"), standing("leader", "n3", 5, 5));
    Up ahead = new Up(new NodeName("n2"), standing("follower", "n3", 9, 9));
    Up behind = new Up(new NodeName("n1"), standing("follower", "n3", 4, 9));

    assertThat(status(behind, down("n4"), ahead, leader).bestInformedFirst())
        .containsExactly(leader, ahead, behind);
    assertThat(status(behind, halted("n4"), ahead).bestInformedFirst())
        .containsExactly(ahead, behind);
  }

  @Test
  void lag_is_what_the_leader_knows_to_be_committed_and_the_member_has_not_applied() {
    Up behind = new Up(new NodeName("n2"), standing("follower", "n1", 90, 95));
    ClusterStatus status =
        status(new Up(new NodeName("n1"), standing("leader", "n1", 100, 102)), behind);

    assertThat(status.lag(behind.standing())).hasValue(12);
    assertThat(status(behind).lag(behind.standing())).isEmpty();
  }

  private static ClusterStatus status(MemberStatus... members) {
    return new ClusterStatus(List.of(members));
  }

  private static Up up(String name, String role, String leader, long term) {
    return new Up(
        new NodeName(name),
        new Standing(
            role,
            leader,
            term,
            0,
            0,
            "rocksdb",
            "1",
            "",
            Standing.NO_SIDECAR,
            ImmutableSortedMap.of()));
  }

  private static Standing standing(String role, String leader, long applied, long committed) {
    return new Standing(
        role,
        leader,
        3,
        applied,
        committed,
        "rocksdb",
        "1",
        "",
        Standing.NO_SIDECAR,
        ImmutableSortedMap.of());
  }

  private static Down down(String name) {
    return new Down(new NodeName(name), "Nobody answers.");
  }

  private static Halted halted(String name) {
    return new Halted(new NodeName(name), "It halted.");
  }
}
