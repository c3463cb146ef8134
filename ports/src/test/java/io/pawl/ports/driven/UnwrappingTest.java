// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.driven;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UnwrappingTest {
  private static final KeyBinding BINDING =
      new KeyBinding(new ClusterId(1, 2), new DekId(3), Purpose.STORAGE);

  @Test
  void what_came_out_is_opened_and_nothing_is_a_mismatch_of_the_binding() {
    try (SecretBytes dek =
        SecretBytes.copyOf(new byte[SecretBytes.LENGTH], SecretAccess.granted())) {
      assertThat(Unwrapping.of(BINDING, Optional.of(dek))).isEqualTo(new Unwrapping.Opened(dek));
    }
    assertThat(Unwrapping.of(BINDING, Optional.empty()))
        .isEqualTo(new Unwrapping.Mismatch(BINDING));
  }
}
