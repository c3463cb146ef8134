// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.entry.RotationKind;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.Registration;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/**
 * Bootstraps, rotations and registrations in any order, restored and caught up. Few ids and few
 * bytes, so that they meet.
 */
class KeyRingModelProperties {
  private static final EncryptionDomain WORLD = new EncryptionDomain();
  private static final CreatedAt THEN = new CreatedAt.Recorded(1_700_000_000_000L);
  private static final int TRIES = 500;
  private static final int STORY_LENGTH_MAX = 40;

  /** All but the full ring, which is 4,096 keys away and has an example. */
  private static final List<String> OUTCOMES =
      List.of(
          "Bootstrapped",
          "Rotated",
          "AlreadyBootstrapped",
          "NotBootstrapped",
          "KeyConflict",
          "KeyEmpty",
          "ForeignRegistration",
          "RegistrationRefused",
          "KindUnknown");

  @Property(tries = TRIES)
  @StatisticsReport(StatisticsReportMode.OFF)
  void the_ring_only_grows_whatever_is_proposed_or_restored(
      @ForAll("stories") ActionChain<KeyRingSession> story) {
    story
        .withInvariant("active", KeyRingSession::assertActiveKeysAreThereAndHaveTheirPurpose)
        .withInvariant("unchanged", KeyRingSession::assertNoKeyEverChangesOrIsLost)
        .withInvariant("distinct", KeyRingSession::assertNoTwoKeysShareBytes)
        .run();

    Statistics.label("outcome")
        .coverage(
            coverage -> OUTCOMES.forEach(name -> coverage.check(name).count(times -> times > 0)));
    Statistics.label("registrations")
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 5);
              coverage.check(false).percentage(share -> share > 5);
            });
  }

  @Provide
  Arbitrary<ActionChain<KeyRingSession>> stories() {
    return ActionChain.startWith(KeyRingSession::new)
        .withAction(3, propose(bootstraps()))
        .withAction(6, propose(rotations()))
        .withAction(2, propose(registrations().map(WriterRegistration::new)))
        .withAction(1, just("take a snapshot", KeyRingSession::takeSnapshot))
        .withAction(1, just("restore and catch up", KeyRingSession::restoreAndCatchUp))
        .withMaxTransformations(STORY_LENGTH_MAX)
        .map(chain -> chain);
  }

  private static Action.Independent<KeyRingSession> propose(Arbitrary<? extends LogEntry> entries) {
    return () ->
        entries.map(
            entry -> Transformer.mutate("propose " + entry, session -> session.propose(entry)));
  }

  private static Action<KeyRingSession> just(String name, Consumer<KeyRingSession> act) {
    return Action.just(Transformer.mutate(name, act));
  }

  private static Arbitrary<Bootstrap> bootstraps() {
    Arbitrary<WrappedDek> mayBeNone =
        Arbitraries.frequencyOf(
            Tuple.of(9, wrapped()), Tuple.of(1, Arbitraries.just(WrappedDek.NONE)));
    Arbitrary<NamedKey> keys = Combinators.combine(ids(), mayBeNone).as(NamedKey::new);
    return Combinators.combine(keys, keys)
        .flatAs(
            (storage, raft) ->
                under(storage.id(), raft.id())
                    .list()
                    .ofMaxSize(2)
                    .map(cohort -> new Bootstrap(THEN, storage, raft, cohort)));
  }

  private static Arbitrary<Rotation> rotations() {
    Arbitrary<NamedKey> keys = Combinators.combine(ids(), wrapped()).as(NamedKey::new);
    Arbitrary<Rotation> rotate =
        Combinators.combine(keys, Arbitraries.of(Purpose.class))
            .flatAs(
                (key, purpose) ->
                    under(key.id(), key.id())
                        .map(
                            proposer ->
                                new Rotation(THEN, RotationKind.ROTATE, purpose, key, proposer)));
    Arbitrary<Rotation> enable =
        registrations()
            .map(
                proposer ->
                    new Rotation(
                        THEN,
                        RotationKind.ENABLE_RAFT_ENVELOPE,
                        Purpose.RAFT,
                        new NamedKey(proposer.dek(), WrappedDek.NONE),
                        proposer));
    return Arbitraries.frequencyOf(Tuple.of(9, rotate), Tuple.of(1, enable));
  }

  /** Mostly under one of the two, at times under any. */
  private static Arbitrary<Registration> under(DekId one, DekId other) {
    return Combinators.combine(registrations(), Arbitraries.of(one, one, one, other, other, other))
        .as(KeyRingModelProperties::under)
        .flatMap(
            fitting ->
                Arbitraries.frequencyOf(
                    Tuple.of(9, Arbitraries.just(fitting)), Tuple.of(1, registrations())));
  }

  private static Registration under(Registration writer, DekId dek) {
    return new Registration(dek, writer.node(), writer.epoch(), writer.incarnation());
  }

  private static Arbitrary<Registration> registrations() {
    return Combinators.combine(
            ids(),
            WORLD.nodeIds(),
            Arbitraries.integers().between(0, 3).map(LocalEpoch::new),
            WORLD.drawnIncarnations())
        .as(Registration::new);
  }

  private static Arbitrary<DekId> ids() {
    return Arbitraries.longs().between(1, 12).map(DekId::new).withoutEdgeCases();
  }

  private static Arbitrary<WrappedDek> wrapped() {
    return Arbitraries.integers()
        .between(0, 40)
        .withoutEdgeCases()
        .map(value -> new WrappedDek(Bytes.ofHex("%08x".formatted(value))));
  }
}
