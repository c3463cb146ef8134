// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A cohort is complete or there is none, and who is missing is named. */
final class CohortTest {
  private static final DekId STORAGE = new DekId(5);
  private static final DekId RAFT = new DekId(6);

  @Test
  void every_member_starts_at_epoch_0_under_every_key() {
    Cohort cohort =
        Cohort.of(List.of(given("a", KeyAccess.OPENS), given("b", KeyAccess.OPENS)), "1.0.0");

    assertThat(((Cohort.Ready) cohort).under(List.of(STORAGE, RAFT)))
        .containsExactly(
            first(STORAGE, "a"), first(RAFT, "a"), first(STORAGE, "b"), first(RAFT, "b"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENS")
  void one_member_that_cannot_open_keys_is_one_too_many(KeyAccess access) {
    Cohort cohort = Cohort.of(List.of(given("a", KeyAccess.OPENS), given("b", access)), "1.0.0");

    assertThat(cohort).isEqualTo(new Cohort.NotReady("b " + access.words() + "."));
  }

  @Test
  void one_member_of_another_version_is_one_too_many() {
    Cohort cohort = Cohort.of(List.of(given("a", KeyAccess.OPENS)), "1.1.0");

    assertThat(cohort).isEqualTo(new Cohort.NotReady("a runs version 1.0.0 beside 1.1.0."));
  }

  @Test
  void all_that_are_missing_are_named() {
    Cohort cohort =
        Cohort.of(
            List.of(
                new MemberAnswer.Missing(new NodeName("a"), "does not answer"),
                given("b", KeyAccess.NO_KEK)),
            "1.0.0");

    assertThat(cohort)
        .isEqualTo(new Cohort.NotReady("a does not answer; b runs without encryption."));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3, 1.2.9, true",
    "1.2, 1.2.9, true",
    "1.2.3, 1.3.3, false",
    "1.2.3, 2.2.3, false",
    "development, development, true",
    "development, 1.2.3, false"
  })
  void versions_of_a_family_differ_in_their_last_number(String one, String other, boolean family) {
    Capability capability = new Capability(KeyAccess.OPENS, one, incarnation("a"));

    assertThat(capability.isOfTheFamilyOf(other)).isEqualTo(family);
  }

  @ParameterizedTest
  @EnumSource
  void access_is_known_by_its_code(KeyAccess access) {
    assertThat(KeyAccess.ofCode(access.code())).contains(access);
    assertThat(KeyAccess.ofCode(0)).isEmpty();
  }

  @Test
  void a_trial_is_bound_to_no_cluster_that_there_is() {
    ClusterId cluster = ClusterId.of("pawl", 0);

    ClusterId bound = Trial.bindingIn(cluster).cluster();
    assertThat(bound.high() ^ cluster.high()).isEqualTo(-1);
    assertThat(bound.low() ^ cluster.low()).isEqualTo(-1);
    assertThat(Trial.bindingIn(cluster)).isNotEqualTo(Trial.bindingIn(ClusterId.of("pawl", 1)));
  }

  private static MemberAnswer given(String name, KeyAccess access) {
    return new MemberAnswer.Given(
        new NodeName(name), new Capability(access, "1.0.0", incarnation(name)));
  }

  private static Registration first(DekId key, String name) {
    return new Registration(
        key, NodeId.of(new NodeName(name)), new LocalEpoch(0), incarnation(name));
  }

  private static Incarnation.Drawn incarnation(String name) {
    return new Incarnation.Drawn(name.hashCode(), 7);
  }
}
