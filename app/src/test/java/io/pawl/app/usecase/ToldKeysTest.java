// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.MemberStatus.Down;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.MemberStatus.Up;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asked for the keys, and who after it. */
final class ToldKeysTest {
  private static final MemberStatus AHEAD = up("n1", 9);
  private static final MemberStatus BEHIND = up("n2", 4);

  private final InMemoryRegistry registry = new InMemoryRegistry();

  @Test
  void who_knows_best_tells_without_a_leader() {
    registry.withoutLeader().saying(BEHIND, AHEAD);

    assertThat(ToldKeys.askedOf(registry, new ClusterStatus(registry.status())))
        .hasValueSatisfying(told -> assertThat(told.by()).isEqualTo(AHEAD.name()));
  }

  @Test
  void who_falls_silent_meanwhile_leaves_it_to_the_next() {
    registry.saying(BEHIND, new Down(AHEAD.name(), "Nobody answers."));

    assertThat(ToldKeys.askedOf(registry, new ClusterStatus(List.of(AHEAD, BEHIND))))
        .hasValueSatisfying(told -> assertThat(told.by()).isEqualTo(BEHIND.name()));
  }

  @Test
  void where_nobody_answers_nothing_is_told() {
    assertThat(ToldKeys.askedOf(registry, new ClusterStatus(List.of(AHEAD, BEHIND)))).isEmpty();
  }

  private static MemberStatus up(String name, long applied) {
    return new Up(
        new NodeName(name),
        new Standing(
            "follower", "", 1, applied, 9, "rocksdb", "1", "file", 7, ImmutableSortedMap.of()));
  }
}
