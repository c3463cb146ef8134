// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.pawl.ports.contract.DamageContract;
import io.pawl.ports.contract.SigkillContract;
import io.pawl.ports.driven.StorageEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contracts about crashes, damage and other processes fail for engines that deserve it. */
final class BrokenEnginesTest {
  private static final String KILLED =
      "a_killed_process_leaves_the_state_of_one_position_not_before_the_last_sync(Path)";
  private static final String LOCKED_FOR_OTHERS =
      "an_open_store_is_locked_for_every_other_process(Path)";
  private static final String LOCKED_BY_ANOTHER =
      "a_store_another_process_holds_is_locked_until_that_lets_go(Path)";
  private static final String DAMAGED = "damage_to_a_closed_store_is_noticed_or_harmless(Path)";

  /** Not found by the build, only by the tests here. */
  static final class ForgetfulUnderTest implements SigkillContract {
    @Override
    public StorageEngine engine() {
      return new BrokenEngines.Forgetful();
    }
  }

  static final class SplittingUnderTest implements SigkillContract {
    @Override
    public StorageEngine engine() {
      return new BrokenEngines.Splitting();
    }
  }

  static final class SharingUnderTest implements SigkillContract {
    @Override
    public StorageEngine engine() {
      return new BrokenEngines.Sharing();
    }
  }

  static final class CredulousUnderTest implements DamageContract {
    @Override
    public StorageEngine engine() {
      return new BrokenEngines.Credulous();
    }
  }

  @Test
  void a_sync_that_does_nothing_does_not_outlive_a_kill() {
    assertThat(failuresOf(ForgetfulUnderTest.class)).contains(KILLED);
  }

  @Test
  void a_commit_in_two_steps_is_found_in_between() {
    assertThat(failuresOf(SplittingUnderTest.class)).containsExactly(KILLED);
  }

  @Test
  void a_home_that_two_processes_share_is_found_from_both_sides() {
    for (String rule : List.of(LOCKED_FOR_OTHERS, LOCKED_BY_ANOTHER)) {
      String method = rule.substring(0, rule.indexOf('('));
      Events failed = failed(selectMethod(SharingUnderTest.class, method, Path.class.getName()));

      assertThat(namesOf(failed)).containsExactly(rule);
    }
  }

  @Test
  void damage_that_is_believed_is_found_and_can_be_repeated() {
    Events failed = failed(selectClass(CredulousUnderTest.class));

    assertThat(namesOf(failed)).contains(DAMAGED);
    assertThat(failed.stream().map(event -> event.getPayload().orElseThrow().toString()))
        .allSatisfy(failure -> assertThat(failure).contains("-Dpawl.seed="));
  }

  private static List<String> failuresOf(Class<?> broken) {
    return namesOf(failed(selectClass(broken)));
  }

  private static Events failed(DiscoverySelector selector) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selector)
        .execute()
        .testEvents()
        .failed();
  }

  private static List<String> namesOf(Events events) {
    return events.stream().map(event -> event.getTestDescriptor().getDisplayName()).toList();
  }
}
