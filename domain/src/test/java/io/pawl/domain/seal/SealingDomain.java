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
}
