// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import io.pawl.domain.arbitrary.EncryptionDomain;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.wire.Bytes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;

/** The world of {@link EncryptionDomain}, and in it secrets and what they are bound to. */
public final class SealingDomain extends EncryptionDomain {

  @Provide
  public Arbitrary<SecretBytes> secrets() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(SecretBytes.LENGTH)
        .map(bytes -> SecretBytes.copyOf(bytes, SecretAccess.granted()));
  }

  /** Three of the four differ in one half only. */
  @Provide
  public Arbitrary<ClusterId> clusterIds() {
    return Arbitraries.of(
            new ClusterId(1, 1), new ClusterId(1, 2), new ClusterId(2, 1), new ClusterId(-1, -1))
        .withoutEdgeCases();
  }

  @Provide
  public Arbitrary<KeyBinding> keyBindings() {
    return Combinators.combine(clusterIds(), dekIds(), Arbitraries.of(Purpose.class))
        .as(KeyBinding::new);
  }

  /** Nonces to wrap with. */
  @Provide
  public Arbitrary<Bytes> drawnNonces() {
    return Arbitraries.bytes().array(byte[].class).ofSize(KeyWrap.NONCE_LENGTH).map(Bytes::copyOf);
  }

  @Provide
  public Arbitrary<Nonce> nonces() {
    Arbitrary<Long> counts =
        Arbitraries.of(1L, 2L, 0x0102_0304_0506_0708L, Long.MAX_VALUE, Long.MIN_VALUE, -1L)
            .withoutEdgeCases();
    return Combinators.combine(nodeSlots(), localEpochs(), counts).as(Nonce::new);
  }

  /** Lengths around what ciphers and buffers have ends at. */
  @Provide
  public Arbitrary<SealingProperties.Sealing> sealings() {
    Arbitrary<SealingProperties.Sealing.Parts> parts =
        Combinators.combine(secrets(), runs(0, 1, 16, 33, 1100), runs(0, 1, 40, 489, 490, 700))
            .as(SealingProperties.Sealing.Parts::new);
    return Combinators.combine(clusterIds(), dekIds(), nonces(), parts)
        .as(SealingProperties.Sealing::new);
  }

  private static Arbitrary<Bytes> runs(Integer... lengths) {
    return Arbitraries.of(lengths)
        .flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length))
        .map(Bytes::copyOf);
  }
}
