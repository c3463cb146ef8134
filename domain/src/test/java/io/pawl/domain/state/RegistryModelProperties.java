// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.Registration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Writers come, restart, retry, get cloned and fall back, in any order and for a long time. */
class RegistryModelProperties {
  private static final EncryptionDomain WORLD = new EncryptionDomain();
  private static final int STORY_LENGTH_MAX = 40;
  private static final List<String> OUTCOMES =
      List.of("Inserted", "Advanced", "Replayed", "SlotTaken", "Cloned", "RolledBack");

  @Property
  @StatisticsReport(StatisticsReportMode.OFF)
  void the_registry_answers_as_its_history_demands(
      @ForAll("stories") ActionChain<RegistrySession> story) {
    story
        .withInvariant("rows", RegistrySession::assertRowsAreWhatHistoryLeft)
        .withInvariant("nonces", RegistrySession::assertEveryEpochHasOneHolder)
        .run();

    Statistics.label("outcome")
        .coverage(
            coverage ->
                OUTCOMES.forEach(name -> coverage.check(name).percentage(share -> share > 1)));
  }

  @Provide
  Arbitrary<ActionChain<RegistrySession>> stories() {
    return ActionChain.startWith(RegistrySession::new)
        .withAction(4, new Register())
        .withAction(4, new RegisterNearby())
        .withAction(1, new RegisterAll())
        .withMaxTransformations(STORY_LENGTH_MAX);
  }

  /** Any writer registers anything. */
  private static final class Register implements Action.Independent<RegistrySession> {
    @Override
    public Arbitrary<Transformer<RegistrySession>> transformer() {
      return WORLD
          .registrations()
          .map(
              registration ->
                  Transformer.mutate(
                      "register " + registration, session -> session.register(registration)));
    }
  }

  /** Somebody accepted before comes back: one epoch on, with the same one, or one behind. */
  private static final class RegisterNearby implements Action.Dependent<RegistrySession> {
    @Override
    public boolean precondition(RegistrySession session) {
      return !session.accepted().isEmpty();
    }

    @Override
    public Arbitrary<Transformer<RegistrySession>> transformer(RegistrySession session) {
      return Combinators.combine(
              Arbitraries.of(session.accepted()), Arbitraries.of(-1, 0, 0, 1), WORLD.incarnations())
          .flatAs(RegisterNearby::comingBack)
          .map(
              registration ->
                  Transformer.mutate(
                      "come back as " + registration, it -> it.register(registration)));
    }

    private static Arbitrary<Registration> comingBack(
        Registration before, int step, Incarnation another) {
      int epoch = Math.min(Math.max(before.epoch().value() + step, 0), LocalEpoch.MAX);
      return Arbitraries.of(before.incarnation(), another)
          .map(
              incarnation ->
                  new Registration(
                      before.dek(), before.node(), new LocalEpoch(epoch), incarnation));
    }
  }

  /** Some register in one atomic step. */
  private static final class RegisterAll implements Action.Independent<RegistrySession> {
    @Override
    public Arbitrary<Transformer<RegistrySession>> transformer() {
      return WORLD
          .registrations()
          .list()
          .ofMaxSize(4)
          .map(
              registrations ->
                  Transformer.mutate(
                      "register all of " + registrations,
                      session -> session.registerAll(registrations)));
    }
  }
}
