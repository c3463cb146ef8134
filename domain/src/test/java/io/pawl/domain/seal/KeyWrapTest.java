// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyWrapTest {
  private static final KeyBinding BINDING =
      new KeyBinding(new ClusterId(1, 2), new DekId(7), Purpose.STORAGE);

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 13})
  void a_nonce_of_another_length_is_a_bug(int length) {
    Bytes nonce = Bytes.copyOf(new byte[length]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyWrap.wrap(secret(), BINDING, secret(), nonce))
        .withMessage("A nonce has 12 bytes, not %d.", length);
  }

  @Test
  void nothing_is_wrapped_under_a_kek_that_is_closed() {
    SecretBytes kek = secret();
    kek.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> KeyWrap.wrap(kek, BINDING, secret(), Bytes.copyOf(new byte[12])));
  }

  /** Not even what could not be a wrapped key under any KEK. */
  @Test
  void nothing_is_unwrapped_under_a_kek_that_is_closed() {
    SecretBytes kek = secret();
    WrappedDek wrapped = KeyWrap.wrap(kek, BINDING, secret(), Bytes.copyOf(new byte[12]));
    kek.close();

    for (WrappedDek each : new WrappedDek[] {wrapped, WrappedDek.NONE}) {
      assertThatIllegalStateException().isThrownBy(() -> KeyWrap.unwrap(kek, BINDING, each));
    }
  }

  private static SecretBytes secret() {
    return SecretBytes.copyOf(new byte[SecretBytes.LENGTH], SecretAccess.granted());
  }
}
