// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.MemberStatus.Up;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What follows from what the members say of themselves. */
public record ClusterStatus(List<MemberStatus> members) {
  private static final String LEADER = "leader";

  public ClusterStatus {
    members = List.copyOf(members);
  }

  /** Of those who say they lead the one of the newest term: an older one is yet to hear of it. */
  public Optional<Up> leader() {
    return up().filter(member -> member.standing().role().equals(LEADER))
        .max(Comparator.comparingLong(member -> member.standing().term()));
  }

  /** Those who answer: the leader, and then who has applied more before who has applied less. */
  public List<Up> bestInformedFirst() {
    Optional<Up> leader = leader();
    return up().sorted(
            Comparator.<Up, Boolean>comparing(member -> !leader.equals(Optional.of(member)))
                .thenComparing(member -> -member.standing().applied()))
        .toList();
  }

  /** Whether a majority of the members, itself among them, follows the leader. */
  public boolean hasQuorum() {
    return leader().map(this::followers).orElse(0L) > members.size() / 2;
  }

  private long followers(Up leader) {
    return up().filter(member -> member.standing().leader().equals(leader.name().value())).count();
  }

  /** How many entries that are committed a member has yet to apply; empty if nobody leads. */
  public OptionalLong lag(Standing standing) {
    return leader().stream()
        .mapToLong(leader -> Math.max(0, leader.standing().committed() - standing.applied()))
        .findFirst();
  }

  private Stream<Up> up() {
    return members.stream().filter(Up.class::isInstance).map(Up.class::cast);
  }
}
