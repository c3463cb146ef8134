// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Damage;
import io.pawl.domain.wire.Decoded;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/** Any text under any context, and whatever can happen to both. */
@Domain(SealingDomain.class)
class SealingProperties {
  private static final Set<Sentinel> ENVELOPE_SENTINELS =
      Set.of(
          Sentinel.ENVELOPE_SHORT,
          Sentinel.ENVELOPE_VERSION_UNKNOWN,
          Sentinel.ENVELOPE_FLAG_UNKNOWN,
          Sentinel.KEY_UNKNOWN,
          Sentinel.INTEGRITY);

  @Property
  void what_is_sealed_opens_to_itself(@ForAll Sealing sealing) {
    byte[] envelope = sealing.seal();

    assertThat(envelope).hasSize(Envelope.lengthOf(sealing.text().length()));
    assertThat(sealing.open(Bytes.copyOf(envelope), sealing.context())).isEqualTo(sealing.text());
  }

  @Property
  void both_ways_to_seal_give_the_same_bytes(@ForAll Sealing sealing) {
    assertThat(sealing.sealIntoBuffer()).isEqualTo(Bytes.copyOf(sealing.seal()));
  }

  @Property
  void any_flipped_bit_of_the_envelope_is_refused(
      @ForAll Sealing sealing, @ForAll @IntRange int bit) {
    assertRefused(sealing, Damage.flipped(Bytes.copyOf(sealing.seal()), bit), sealing.context());
  }

  @Property
  void any_flipped_bit_of_the_context_is_refused(
      @ForAll Sealing sealing, @ForAll @IntRange int bit) {
    Assume.that(!sealing.context().isEmpty());
    assertRefused(sealing, Bytes.copyOf(sealing.seal()), Damage.flipped(sealing.context(), bit));
  }

  @Property(tries = 5)
  void any_part_of_envelope_or_context_is_refused(@ForAll Sealing sealing) {
    Bytes envelope = Bytes.copyOf(sealing.seal());

    Damage.truncationsOf(envelope).forEach(part -> assertRefused(sealing, part, sealing.context()));
    Damage.truncationsOf(sealing.context()).forEach(part -> assertRefused(sealing, envelope, part));
  }

  @Property
  void more_than_envelope_or_context_is_refused(
      @ForAll Sealing sealing, @ForAll @Size(min = 1, max = 40) byte[] more) {
    Bytes envelope = Bytes.copyOf(sealing.seal());

    assertRefused(sealing, Damage.extended(envelope, more), sealing.context());
    assertRefused(sealing, envelope, Damage.extended(sealing.context(), more));
  }

  @Property
  void any_bytes_are_no_envelope_or_the_encoding_of_one(@ForAll byte[] bytes) {
    Damage.assertAccountedFor(
        Bytes.copyOf(bytes),
        Envelope.decode(Bytes.copyOf(bytes)),
        Envelope::bytes,
        ENVELOPE_SENTINELS);
  }

  @Property
  void an_envelope_shows_its_key_and_nonce(@ForAll Sealing sealing) {
    Bytes envelope = Bytes.copyOf(sealing.seal());

    Decoded<Envelope> decoded = Envelope.decode(envelope);

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Value.class,
            value -> {
              Envelope shown = (Envelope) value.value();
              assertThat(shown.dek()).isEqualTo(sealing.dek());
              assertThat(shown.nonce()).isEqualTo(sealing.nonce());
              assertThat(shown.bytes()).isEqualTo(envelope);
            });
  }

  @Property
  void nonces_have_twelve_bytes(@ForAll Nonce nonce, @ForAll @Size(max = 20) byte[] bytes) {
    assertThat(nonce.bytes().length()).isEqualTo(Nonce.LENGTH);
    assertThat(Nonce.decode(nonce.bytes())).isEqualTo(new Decoded.Value<>(nonce));
    Damage.assertAccountedFor(
        Bytes.copyOf(bytes),
        Nonce.decode(Bytes.copyOf(bytes)),
        Nonce::bytes,
        Set.of(Sentinel.NONCE_SIZE));
  }

  private static void assertRefused(Sealing sealing, Bytes envelope, Bytes context) {
    List<SealRefusal> refusals = new ArrayList<>();
    byte[] opened =
        sealing
            .opener()
            .open(
                envelope.toArray(),
                context.toArray(),
                refusal -> {
                  refusals.add(refusal);
                  return new byte[0];
                });
    ByteBuffer text = ByteBuffer.allocate(envelope.length() + 1);
    Optional<SealRefusal> answer =
        sealing
            .opener()
            .open(ByteBuffer.wrap(envelope.toArray()), ByteBuffer.wrap(context.toArray()), text);

    assertThat(opened).isEmpty();
    assertThat(refusals).hasSize(1);
    assertThat(answer).contains(refusals.get(0));
    assertThat(refusals.get(0).sentinel()).isIn(ENVELOPE_SENTINELS);
    assertThat(refusals.get(0).detail()).isNotBlank();
    assertThat(text.array()).containsOnly(0);
  }

  /** A text, a context, and all that sealing it takes. */
  record Sealing(ClusterId cluster, DekId dek, Nonce nonce, Parts parts) {
    record Parts(SecretBytes key, Bytes text, Bytes context) {}

    Bytes text() {
      return parts.text();
    }

    Bytes context() {
      return parts.context();
    }

    private Keystore keys() {
      return Sessions.keystore(cluster, dek, parts.key());
    }

    private Sealer sealer() {
      Sessions.forgetLastNonce();
      return new Sealer(keys(), Sessions.sequenceAt(cluster, dek, nonce));
    }

    Opener opener() {
      return new Opener(keys());
    }

    byte[] seal() {
      return sealer().seal(text().toArray(), context().toArray(), Sessions::unwanted);
    }

    Bytes sealIntoBuffer() {
      ByteBuffer envelope = ByteBuffer.allocate(Envelope.lengthOf(text().length()));
      assertThat(
              sealer()
                  .seal(
                      ByteBuffer.wrap(text().toArray()),
                      ByteBuffer.wrap(context().toArray()),
                      envelope))
          .isEmpty();
      assertThat(envelope.hasRemaining()).isFalse();
      return Bytes.copyOf(envelope.array());
    }

    Bytes open(Bytes envelope, Bytes context) {
      return Bytes.copyOf(opener().open(envelope.toArray(), context.toArray(), Sessions::unwanted));
    }
  }
}
