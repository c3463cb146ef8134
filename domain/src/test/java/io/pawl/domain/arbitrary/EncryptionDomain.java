// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.arbitrary;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.entry.NamedKey;
import io.pawl.domain.entry.RotationKind;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.domains.DomainContextBase;

/**
 * A small world on purpose: three keys, six slots, three nodes to a slot, epochs next to each other
 * and few incarnations, so that writers meet. Now and then a value comes from the far end of its
 * range; these ends are named here, in place of the edge cases jqwik would mix in and multiply.
 */
@Domain(DomainContext.Global.class)
public class EncryptionDomain extends DomainContextBase {
  private static final int OFTEN = 20;
  private static final int COHORT_SIZE_MAX = 4;
  private static final int RING_SIZE_MAX = 5;

  @Provide
  public Arbitrary<DekId> dekIds() {
    return mostly(Arbitraries.of(7L, 0x1234_5678L, 0x9abc_def0L), Arbitraries.of(1L, DekId.MAX))
        .map(DekId::new);
  }

  @Provide
  public Arbitrary<NodeSlot> nodeSlots() {
    return Arbitraries.of(0x0000, 0x0001, 0x00ff, 0x7cff, 0x8000, NodeSlot.MAX)
        .withoutEdgeCases()
        .map(NodeSlot::new);
  }

  /** Every slot has three owners that fight for it. */
  @Provide
  public Arbitrary<NodeId> nodeIds() {
    return nodeSlots().flatMap(this::nodeIdsAt);
  }

  public Arbitrary<NodeId> nodeIdsAt(NodeSlot slot) {
    return Arbitraries.of(0x08b3_7b07_b558L, 0x7fff_ffff_ffffL, 0xffff_ffff_ffffL)
        .map(high -> new NodeId(high << 16 | slot.value()));
  }

  @Provide
  public Arbitrary<NodeName> nodeNames() {
    return mostly(
            Arbitraries.of("n1", "n2", "n3", "127.0.0.1:50051", "größe", "节点-1"),
            Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(255))
        .map(NodeName::new);
  }

  @Provide
  public Arbitrary<LocalEpoch> localEpochs() {
    return mostly(
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(0x00ff, 0x0100, 0xff00, LocalEpoch.MAX - 1, LocalEpoch.MAX))
        .map(LocalEpoch::new);
  }

  @Provide
  public Arbitrary<Incarnation> incarnations() {
    return Arbitraries.oneOf(drawn(), drawn(), absent());
  }

  /** Three of the four differ in one half only. */
  @Provide
  public Arbitrary<Incarnation.Drawn> drawnIncarnations() {
    return Arbitraries.of(
            new Incarnation.Drawn(1, 1),
            new Incarnation.Drawn(1, 2),
            new Incarnation.Drawn(2, 1),
            new Incarnation.Drawn(-1, Long.MIN_VALUE))
        .withoutEdgeCases();
  }

  @Provide
  public Arbitrary<WriterKey> writerKeys() {
    return Combinators.combine(dekIds(), nodeSlots()).as(WriterKey::new);
  }

  @Provide
  public Arbitrary<Registration> registrations() {
    return registrationsWith(incarnations());
  }

  @Provide
  public Arbitrary<WriterRow> writerRows() {
    return nodeIds().flatMap(this::writerRowsOf);
  }

  @Provide
  public Arbitrary<StoredRow> storedRows() {
    return writerKeys().flatMap(this::storedRowsAt);
  }

  @Provide
  public Arbitrary<LogPosition> logPositions() {
    Arbitrary<Long> numbers =
        mostly(
            Arbitraries.longs().between(0, 5), Arbitraries.of(Long.MAX_VALUE - 1, Long.MAX_VALUE));
    return Combinators.combine(numbers, numbers).as(LogPosition::new);
  }

  @Provide
  public Arbitrary<WrappedDek> wrappedDeks() {
    return mostly(installableDeks(), Arbitraries.just(WrappedDek.NONE));
  }

  /** Wrapped keys with bytes in them, most of them of the length that wrapping gives. */
  public Arbitrary<WrappedDek> installableDeks() {
    return mostly(Arbitraries.of(1, 60), Arbitraries.of(255, 256, WrappedDek.LENGTH_MAX))
        .flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length))
        .map(array -> new WrappedDek(Bytes.copyOf(array)));
  }

  /** A first pair and up to three rotations: rings as decisions make them. */
  @Provide
  public Arbitrary<KeyRing.Filled> keyRings() {
    return Combinators.combine(
            Arbitraries.longs()
                .between(1, DekId.MAX)
                .list()
                .uniqueElements()
                .ofMinSize(2)
                .ofMaxSize(RING_SIZE_MAX),
            installableDeks().list().uniqueElements().ofSize(RING_SIZE_MAX),
            Arbitraries.of(Purpose.class).list().ofSize(RING_SIZE_MAX),
            Arbitraries.oneOf(recordedTimes(), Arbitraries.just(CreatedAt.UNRECORDED))
                .list()
                .ofSize(RING_SIZE_MAX))
        .as(EncryptionDomain::ringOf);
  }

  private static KeyRing.Filled ringOf(
      List<Long> ids, List<WrappedDek> wrapped, List<Purpose> purposes, List<CreatedAt> times) {
    List<RingKey> keys =
        IntStream.range(0, ids.size())
            .mapToObj(
                i ->
                    new RingKey(
                        new DekId(ids.get(i)),
                        i == 0 ? Purpose.STORAGE : i == 1 ? Purpose.RAFT : purposes.get(i),
                        wrapped.get(i),
                        times.get(i),
                        i))
            .toList();
    return keys.stream()
        .skip(2)
        .reduce(
            KeyRing.ofFirst(keys.get(0), keys.get(1)),
            KeyRing.Filled::rotatedTo,
            (one, other) -> other);
  }

  @Provide
  public Arbitrary<NamedKey> namedKeys() {
    return Combinators.combine(dekIds(), wrappedDeks()).as(NamedKey::new);
  }

  /** Every kind of entry, in every version it has. */
  @Provide
  public Arbitrary<LogEntry> logEntries() {
    return Arbitraries.oneOf(
        registrations().map(WriterRegistration::new),
        manyRegistrations(),
        bootstraps(registrationsWith(absent()), Arbitraries.just(CreatedAt.UNRECORDED)),
        bootstraps(registrationsWith(drawn()), recordedTimes()),
        rotations(registrationsWith(absent()), Arbitraries.just(CreatedAt.UNRECORDED)),
        rotations(registrationsWith(drawn()), recordedTimes()));
  }

  private static <T> Arbitrary<T> mostly(Arbitrary<T> near, Arbitrary<T> far) {
    return Arbitraries.frequencyOf(Tuple.of(OFTEN, near), Tuple.of(1, far)).withoutEdgeCases();
  }

  private Arbitrary<StoredRow> storedRowsAt(WriterKey key) {
    return nodeIdsAt(key.slot()).flatMap(this::writerRowsOf).map(row -> new StoredRow(key, row));
  }

  private Arbitrary<WriterRow> writerRowsOf(NodeId owner) {
    return Combinators.combine(localEpochs(), localEpochs(), incarnations())
        .as(
            (one, other, incarnation) ->
                one.isAfter(other)
                    ? new WriterRow(owner, other, one, incarnation)
                    : new WriterRow(owner, one, other, incarnation));
  }

  private Arbitrary<Registration> registrationsWith(Arbitrary<Incarnation> incarnations) {
    return Combinators.combine(dekIds(), nodeIds(), localEpochs(), incarnations)
        .as(Registration::new);
  }

  private Arbitrary<Incarnation> absent() {
    return Arbitraries.just(Incarnation.ABSENT);
  }

  private Arbitrary<Incarnation> drawn() {
    return drawnIncarnations().map(drawn -> drawn);
  }

  private Arbitrary<CreatedAt> recordedTimes() {
    return Arbitraries.of(0L, 1_802_350_870_283L, Long.MAX_VALUE, -1L)
        .withoutEdgeCases()
        .map(CreatedAt.Recorded::new);
  }

  private Arbitrary<LogEntry> manyRegistrations() {
    return registrationsWith(drawn())
        .list()
        .ofMinSize(1)
        .ofMaxSize(COHORT_SIZE_MAX)
        .map(WriterRegistrations::new);
  }

  private Arbitrary<LogEntry> bootstraps(
      Arbitrary<Registration> writers, Arbitrary<CreatedAt> times) {
    return Combinators.combine(
            times, namedKeys(), namedKeys(), writers.list().ofMaxSize(COHORT_SIZE_MAX))
        .as(Bootstrap::new);
  }

  private Arbitrary<LogEntry> rotations(
      Arbitrary<Registration> proposers, Arbitrary<CreatedAt> times) {
    return Arbitraries.of(RotationKind.class).flatMap(kind -> rotations(kind, proposers, times));
  }

  private Arbitrary<LogEntry> rotations(
      RotationKind kind, Arbitrary<Registration> proposers, Arbitrary<CreatedAt> times) {
    return Combinators.combine(times, purposesOf(kind), dekIds(), wrappedOf(kind), proposers)
        .as(
            (createdAt, purpose, id, wrapped, proposer) ->
                new Rotation(createdAt, kind, purpose, new NamedKey(id, wrapped), proposer));
  }

  private Arbitrary<Purpose> purposesOf(RotationKind kind) {
    return switch (kind) {
      case ROTATE -> Arbitraries.of(Purpose.class);
      case ENABLE_STORAGE_ENVELOPE -> Arbitraries.just(Purpose.STORAGE);
      case ENABLE_RAFT_ENVELOPE -> Arbitraries.just(Purpose.RAFT);
    };
  }

  private Arbitrary<WrappedDek> wrappedOf(RotationKind kind) {
    return switch (kind) {
      case ROTATE -> installableDeks();
      case ENABLE_STORAGE_ENVELOPE, ENABLE_RAFT_ENVELOPE -> Arbitraries.just(WrappedDek.NONE);
    };
  }
}
