// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Damage;
import io.pawl.domain.wire.Decoded;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

@Domain(EncryptionDomain.class)
class KeyRingCodecProperties {

  @Property
  void decoding_an_encoded_ring_gives_it_back(@ForAll KeyRing.Filled ring) {
    assertThat(KeyRingCodec.decode(KeyRingCodec.encode(ring))).isEqualTo(new Decoded.Value<>(ring));
  }

  @Property
  void no_ring_is_the_beginning_of_another(@ForAll KeyRing.Filled ring) {
    assertThat(Damage.truncationsOf(KeyRingCodec.encode(ring)))
        .map(KeyRingCodec::decode)
        .allMatch(Decoded.Malformed.class::isInstance);
  }

  @Property
  void nothing_may_follow_a_ring(
      @ForAll KeyRing.Filled ring, @ForAll @Size(min = 1, max = 30) byte[] more) {
    assertThat(KeyRingCodec.decode(Damage.extended(KeyRingCodec.encode(ring), more)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Property
  void a_ring_with_a_flipped_bit_is_refused_or_another_ring(
      @ForAll KeyRing.Filled ring, @ForAll @IntRange(max = 1 << 12) int bit) {
    assertAccountedFor(Damage.flipped(KeyRingCodec.encode(ring), bit));
  }

  @Property
  void any_bytes_at_all_are_refused_or_a_ring(@ForAll @Size(max = 100) byte[] array) {
    assertAccountedFor(Bytes.copyOf(array));
  }

  private static void assertAccountedFor(Bytes bytes) {
    Damage.assertAccountedFor(
        bytes,
        KeyRingCodec.decode(bytes),
        KeyRingCodec::encode,
        Set.of(Sentinel.KEY_RING_MALFORMED, Sentinel.KEY_RING_VERSION_UNKNOWN));
  }
}
