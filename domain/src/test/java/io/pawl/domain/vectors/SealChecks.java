// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.KeyWrap;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import java.util.HexFormat;

/** Nonces, wrapped keys and sealed values. */
final class SealChecks {

  private SealChecks() {}

  static void wrappedDek(VectorCase vector) {
    SecretBytes kek = secret(VectorFile.V2.text("/kek"));
    SecretBytes dek = secret(vector.text("dek"));
    Purpose purpose = Purpose.ofCode((int) vector.number("purpose")).orElseThrow();
    KeyBinding binding = new KeyBinding(cluster(), vector.dek("dek_id"), purpose);
    WrappedDek wrapped = vector.wrapped("wrapped");

    assertThat(KeyWrap.wrap(kek, binding, dek, wrapped.bytes().prefix(12))).isEqualTo(wrapped);
    assertThat(KeyWrap.unwrap(kek, binding, wrapped)).get().matches(dek::isSameAs, "is the DEK");
  }

  private static ClusterId cluster() {
    String hex = VectorFile.V2.text("/cluster_id");
    return new ClusterId(
        Long.parseUnsignedLong(hex.substring(0, 16), 16),
        Long.parseUnsignedLong(hex.substring(16), 16));
  }

  private static SecretBytes secret(String hex) {
    return SecretBytes.copyOf(HexFormat.of().parseHex(hex), SecretAccess.granted());
  }
}
