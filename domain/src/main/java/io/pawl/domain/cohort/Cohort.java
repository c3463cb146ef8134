// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.cohort;

import io.pawl.domain.cohort.MemberAnswer.Given;
import io.pawl.domain.cohort.MemberAnswer.Missing;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the answers of all members come to. The keys are made for all of them or not at all. */
public sealed interface Cohort {

  /** Every member can open keys. */
  record Ready(List<Given> members) implements Cohort {

    public Ready {
      members = List.copyOf(members);
    }

    /** Every member at its first epoch under each of the keys, as the load it is. */
    public List<Registration> under(List<DekId> keys) {
      return members.stream()
          .flatMap(member -> keys.stream().map(key -> first(key, member)))
          .toList();
    }

    private static Registration first(DekId key, Given member) {
      return new Registration(
          key, NodeId.of(member.name()), new LocalEpoch(0), member.capability().incarnation());
    }
  }

  /** Some cannot: {@code detail} names each and says why. */
  record NotReady(String detail) implements Cohort {}

  /**
   * All answers together.
   *
   * @param version of the leader's program, whose entries the members are to understand
   */
  static Cohort of(List<MemberAnswer> answers, String version) {
    List<String> flaws =
        answers.stream().flatMap(answer -> flaw(answer, version).stream()).toList();
    return flaws.isEmpty()
        ? new Ready(answers.stream().map(Given.class::cast).toList())
        : new NotReady(flaws.stream().collect(Collectors.joining("; ", "", ".")));
  }

  private static Optional<String> flaw(MemberAnswer answer, String version) {
    String name = answer.name().value();
    if (answer instanceof Missing missing) {
      return Optional.of(name + " " + missing.words());
    }
    Capability capability = ((Given) answer).capability();
    if (!capability.isOfTheFamilyOf(version)) {
      return Optional.of(
          "%s runs version %s beside %s".formatted(name, capability.version(), version));
    }
    return capability.access() == KeyAccess.OPENS
        ? Optional.empty()
        : Optional.of(name + " " + capability.access().words());
  }
}
