// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.KeyAccess;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.KeyUse;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.ClusterKeys;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.MemberStatus.Build;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.MemberStatus.Up;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What one side says, the other understands; what is damaged is refused, and nothing else. */
@Domain(EncryptionDomain.class)
@Domain(DomainContext.Global.class)
final class WireProperties {
  private static final NodeName MEMBER = new NodeName("n1");

  @Property
  void fates_arrive_as_they_were_sent(@ForAll("fates") List<Fate> fates) {
    assertThat(Fates.decode(Fates.encode(fates))).isEqualTo(new Value<>(fates));
  }

  @Property
  void a_refusal_survives_the_way_through_an_exception(@ForAll("fates") List<Fate> fates) {
    NotAdmitted sent = NotAdmitted.with(fates);

    NotAdmitted received = new NotAdmitted(String.valueOf(sent.getMessage()));

    assertThat(received.fates()).contains(fates);
  }

  @Property
  void questions_arrive_as_they_were_asked(
      @ForAll WriterKey key, @ForAll DekId dek, @ForAll WrappedDek wrapped) {
    List<Question> all =
        List.of(
            new Question.Row(key),
            new Question.Rows(dek),
            new Question.Deks(),
            new Question.Standing(),
            new Question.Snapshot(),
            new Question.Keys(),
            new Question.KeysInUse(),
            new Question.CanOpen(new Trial(wrapped)));

    assertThat(all)
        .allSatisfy(
            question ->
                assertThat(Question.decode(Question.encode(question)))
                    .isEqualTo(new Value<>(question)));
  }

  @Property
  void answers_arrive_as_they_were_given(
      @ForAll @Size(max = 5) List<StoredRow> rows,
      @ForAll @Size(max = 5) List<DekId> deks,
      @ForAll LogPosition position) {
    assertThat(Answers.decodeRows(Answers.rows(rows))).isEqualTo(new Value<>(rows));
    assertThat(Answers.decodeDeks(Answers.deks(deks))).isEqualTo(new Value<>(deks));
    assertThat(Answers.decodePosition(Answers.position(position))).isEqualTo(new Value<>(position));
  }

  @Property
  void proposals_arrive_as_they_were_made(@ForAll DekId dek, @ForAll Purpose purpose) {
    Proposal.NextKey next = new Proposal.NextKey(purpose, dek);
    Proposal.NextKey afterNone = new Proposal.NextKey(purpose, null);
    Proposal.FirstKeys first = new Proposal.FirstKeys();

    assertThat(Proposal.decode(Proposal.encode(next))).isEqualTo(new Value<>(next));
    assertThat(Proposal.decode(Proposal.encode(afterNone))).isEqualTo(new Value<>(afterNone));
    assertThat(Proposal.decode(Proposal.encode(first))).isEqualTo(new Value<>(first));
  }

  @Property
  void no_key_is_proposed_by_a_client(@ForAll LogEntry entry) {
    Assume.that(entry instanceof Bootstrap || entry instanceof Rotation);

    assertThat(Proposal.decode(LogEntryCodec.encode(entry))).isInstanceOf(Malformed.class);
  }

  @Property
  void fates_of_keys_arrive_as_they_were_sent_and_survive_an_exception(
      @ForAll("keyFates") KeyFate fate) {
    assertThat(KeyFates.decode(KeyFates.encode(fate))).isEqualTo(new Value<>(fate));

    NotAdmitted received = new NotAdmitted(String.valueOf(NotAdmitted.with(fate).getMessage()));

    assertThat(received.keyFate()).contains(fate);
    assertThat(received.fates()).isEmpty();
  }

  @Property
  void keys_and_capabilities_arrive_as_they_were_given(
      @ForAll KeyRing ring,
      @ForAll KeyAccess access,
      @ForAll Incarnation.Drawn incarnation,
      @ForAll LogPosition noise) {
    ClusterKeys keys = new ClusterKeys(new ClusterId(noise.term(), ~noise.index()), ring);
    Capability capability = new Capability(access, "1.2.3", incarnation);

    assertThat(Answers.decodeKeys(Answers.keys(keys))).isEqualTo(new Value<>(keys));
    assertThat(Answers.decodeCapability(Answers.capability(capability)))
        .isEqualTo(new Value<>(capability));
  }

  @Property
  void the_uses_of_keys_arrive_as_they_were_given(
      @ForAll KeyRing ring, @ForAll @Size(max = 9) List<StoredRow> rows, @ForAll byte noise) {
    KeyUses uses =
        new KeyUses(ring, ring.keys().stream().map(key -> useOf(key.id(), rows)).toList());

    Bytes sent = Answers.keyUses(uses);

    assertThat(Answers.decodeKeyUses(sent)).isEqualTo(new Value<>(uses));
    assertThat(Answers.decodeKeyUses(sent.prefix(Math.floorMod(noise, sent.length()))))
        .isInstanceOf(Malformed.class);
  }

  private static KeyUse useOf(DekId dek, List<StoredRow> rows) {
    SortedSet<StoredRow> listed = new TreeSet<>(KeyUse.FEWEST_LEFT_FIRST);
    rows.forEach(
        stored -> listed.add(new StoredRow(new WriterKey(dek, stored.key().slot()), stored.row())));
    return new KeyUse(dek, listed.size(), listed.isEmpty() ? 0 : 1, List.copyOf(listed));
  }

  @Property
  void a_standing_arrives_as_it_was_given(@ForAll String leader, @ForAll LogPosition position) {
    Standing standing = standing(leader, position);

    assertThat(Answers.decodeStanding(MEMBER, Answers.standing(standing)))
        .isEqualTo(new Value<>(new Up(MEMBER, standing, Build.ALIKE)));
  }

  /**
   * Builds before this one said nothing of refusals, before that nothing of the sidecar, and before
   * that nothing of the KEK.
   */
  @Property
  void a_standing_of_an_older_build_is_read_up_to_its_end_and_a_cut_one_is_none(
      @ForAll String leader, @ForAll LogPosition position) {
    Bytes whole = Answers.standing(standing(leader, position));
    int withoutRefusals =
        whole.length() - Integer.BYTES - Short.BYTES - "SLOT_TAKEN".length() - Long.BYTES;
    int withoutSidecar = withoutRefusals - Long.BYTES;
    int withoutKek = withoutSidecar - Short.BYTES - "file".length();

    assertThat(older(whole.prefix(withoutRefusals)))
        .extracting(Standing::kek, Standing::sidecar, Standing::refused)
        .containsExactly("file", position.index(), ImmutableSortedMap.of());
    assertThat(older(whole.prefix(withoutSidecar)))
        .extracting(Standing::version, Standing::kek, Standing::sidecar)
        .containsExactly("1", "file", Standing.SIDECAR_UNTOLD);
    assertThat(older(whole.prefix(withoutKek)))
        .extracting(Standing::version, Standing::kek, Standing::sidecar)
        .containsExactly("1", Standing.UNTOLD, Standing.SIDECAR_UNTOLD);
    assertThat(IntStream.range(0, whole.length()))
        .filteredOn(
            length -> length != withoutRefusals && length != withoutSidecar && length != withoutKek)
        .allSatisfy(
            length ->
                assertThat(Answers.decodeStanding(MEMBER, whole.prefix(length)))
                    .isInstanceOf(Malformed.class));
  }

  private static Standing older(Bytes answer) {
    Up up = ((Value<Up>) Answers.decodeStanding(MEMBER, answer)).value();
    assertThat(up.build()).isEqualTo(Build.OLDER);
    return up.standing();
  }

  @Property
  void of_a_standing_of_a_newer_build_is_read_what_this_one_knows(
      @ForAll String leader, @ForAll LogPosition position, @ForAll @Size(min = 1) byte[] more) {
    Standing standing = standing(leader, position);
    Bytes known = Answers.standing(standing);

    Bytes answer =
        ByteTape.ofLength(known.length() + more.length).run(known).run(Bytes.copyOf(more)).bytes();

    assertThat(Answers.decodeStanding(MEMBER, answer))
        .isEqualTo(new Value<>(new Up(MEMBER, standing, Build.NEWER)));
  }

  private static Standing standing(String leader, LogPosition position) {
    return new Standing(
        "leader",
        Bytes.copyOf(leader.getBytes(StandardCharsets.UTF_8)).toHex(),
        position.term(),
        position.index(),
        position.index(),
        "größe",
        "1",
        "file",
        position.index(),
        ImmutableSortedMap.of("SLOT_TAKEN", position.term()));
  }

  @Property
  void whatever_the_bytes_nothing_but_a_named_error_comes_out(@ForAll byte[] noise) {
    Bytes bytes = Bytes.copyOf(noise);
    List<Function<Bytes, Decoded<?>>> decoders =
        List.of(
            Fates::decode,
            Question::decode,
            Proposal::decode,
            KeyFates::decode,
            Answers::decodeKeys,
            Answers::decodeKeyUses,
            Answers::decodeCapability,
            Answers::decodeRows,
            Answers::decodeDeks,
            standing -> Answers.decodeStanding(MEMBER, standing),
            Answers::decodePosition);

    assertThat(decoders)
        .allSatisfy(
            decoder ->
                assertThat(decoder.apply(bytes)).isInstanceOfAny(Value.class, Malformed.class));
  }

  @Property
  void a_cut_answer_is_no_answer(@ForAll("fates") List<Fate> fates, @ForAll int seed) {
    Bytes whole = Fates.encode(fates);

    Bytes cut = whole.prefix(Math.floorMod(seed, whole.length()));

    assertThat(Fates.decode(cut)).isInstanceOf(Malformed.class);
  }

  @Provide
  Arbitrary<KeyFate> keyFates() {
    Arbitrary<KeyFate.Made> made =
        Combinators.combine(Arbitraries.defaultFor(DekId.class), Arbitraries.of(Purpose.class))
            .as(KeyFate.Made::new);
    return Arbitraries.oneOf(
        Combinators.combine(
                Arbitraries.longs().greaterOrEqual(0), made.list().ofMinSize(1).ofMaxSize(2))
            .as(KeyFate.Accepted::new),
        Combinators.combine(Arbitraries.of(Sentinel.class), Arbitraries.strings().ofMaxLength(99))
            .as((sentinel, detail) -> new KeyFate.Refused(sentinel, utf8(detail))),
        Arbitraries.just(new KeyFate.Busy()));
  }

  /** As it can be written: halves of characters become question marks. */
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<List<Fate>> fates() {
    Arbitrary<Registration> registrations = Arbitraries.defaultFor(Registration.class);
    Arbitrary<WriterRow> rows = Arbitraries.defaultFor(WriterRow.class);
    Arbitrary<Sentinel> sentinels = Arbitraries.of(Sentinel.class);
    Arbitrary<Fate> accepted =
        Combinators.combine(
                registrations,
                Arbitraries.of(Fate.Kind.class),
                Arbitraries.longs().greaterOrEqual(0),
                rows)
            .as(Fate.Accepted::new);
    return Arbitraries.oneOf(
            accepted,
            Combinators.combine(registrations, sentinels, rows).as(Fate.Refused::new),
            Combinators.combine(registrations, sentinels).as(Fate.Inadmissible::new),
            registrations.map(Fate.Busy::new))
        .list()
        .ofMaxSize(4);
  }
}
