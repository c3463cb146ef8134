// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome;
import io.pawl.domain.writer.RegistrationOutcome.Cloned;
import io.pawl.domain.writer.RegistrationOutcome.Replayed;
import io.pawl.domain.writer.WriterRegistry;
import io.pawl.domain.writer.WriterRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Sidecars and the registry together: whatever is crashed, cloned, restored and lost, and in
 * whatever order clones do their steps, no epoch is used by two.
 */
final class EpochsProperties {

  /** What happens, to one machine. */
  enum Deed {
    GO_ON,
    CHOOSE,
    SPEND,
    REGISTER,
    OPEN_SESSION,
    RESTART,
    BACK_UP,
    RESTORE,
    LOSE,
    ADOPT
  }

  record Step(Deed deed, int machine, int choice) {
    DekId dek() {
      return choice == 0 ? Samples.RAFT : Samples.STORAGE;
    }

    @Override
    public String toString() {
      return "%s %d/%d".formatted(deed, machine, choice);
    }
  }

  @Property
  void no_epoch_is_used_twice_and_sidecars_say_what_they_were_told(
      @ForAll("stories") List<Step> story) throws IOException {
    List<String> outcomes = run(story, WriterRegistry::decide);

    outcomes.forEach(outcome -> Statistics.label("outcome").collect(outcome));
    Statistics.label("outcome")
        .coverage(
            coverage -> {
              for (String outcome :
                  List.of("Inserted", "Advanced", "Replayed", "Cloned", "RolledBack")) {
                coverage.check(outcome).count(times -> times > 0);
              }
            });
  }

  /** Two clones choose at the same time: a registry that looks at epochs only lets both in. */
  @Example
  void a_registry_that_takes_a_clone_for_a_replay_is_found_out() {
    List<Step> story =
        List.of(
            new Step(Deed.CHOOSE, 0, 1),
            new Step(Deed.CHOOSE, 1, 1),
            new Step(Deed.SPEND, 0, 1),
            new Step(Deed.SPEND, 1, 1),
            new Step(Deed.REGISTER, 0, 1),
            new Step(Deed.REGISTER, 1, 1));

    assertThatThrownBy(() -> run(story, EpochsProperties::withoutIncarnations))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is used once");
  }

  private static RegistrationOutcome withoutIncarnations(WriterRows rows, Registration proposed) {
    RegistrationOutcome outcome = WriterRegistry.decide(rows, proposed);
    return outcome instanceof Cloned cloned ? new Replayed(proposed, cloned.held()) : outcome;
  }

  private static List<String> run(
      List<Step> story, BiFunction<WriterRows, Registration, RegistrationOutcome> decision)
      throws IOException {
    Path home = Files.createTempDirectory("pawl-epochs");
    try (Machines machines = new Machines(home, decision)) {
      for (Step step : story) {
        take(step, machines);
        machines.expectSoundSidecars();
      }
      return machines.outcomes();
    } finally {
      MoreFiles.deleteRecursively(home, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static void take(Step step, Machines machines) throws IOException {
    switch (step.deed()) {
      case GO_ON -> machines.goOn(step.machine(), step.dek());
      case CHOOSE -> machines.choose(step.machine(), step.dek());
      case SPEND -> machines.spend(step.machine());
      case REGISTER -> machines.register(step.machine());
      case OPEN_SESSION -> machines.openSession(step.machine(), step.dek());
      case RESTART -> machines.restart(step.machine());
      case BACK_UP -> machines.backUp(step.machine());
      case RESTORE -> machines.restore(step.machine(), step.choice());
      case LOSE -> machines.lose(step.machine());
      case ADOPT -> machines.adopt(step.machine());
    }
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    Arbitrary<Deed> deeds =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(Deed.GO_ON)), Tuple.of(1, Arbitraries.of(Deed.class)));
    return Combinators.combine(
            deeds,
            Arbitraries.integers().between(0, Machines.COUNT - 1),
            Arbitraries.integers().between(0, 8))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(80);
  }
}
