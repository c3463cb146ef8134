// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBytesTest {
  private static final SecretAccess ACCESS = SecretAccess.granted();

  @Test
  void a_secret_is_a_copy_and_gives_copies() {
    byte[] bytes = filled(7);
    SecretBytes secret = SecretBytes.copyOf(bytes, ACCESS);

    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(secret.toArray(ACCESS), (byte) 0);

    assertThat(secret.toArray(ACCESS)).isEqualTo(filled(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void a_secret_of_another_length_is_a_bug(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretBytes.copyOf(new byte[length], ACCESS));
  }

  @Test
  void a_secret_is_filled_where_it_stays() {
    SecretBytes secret = SecretBytes.filledBy(bytes -> Arrays.fill(bytes, (byte) 7));

    assertThat(secret.toArray(ACCESS)).isEqualTo(filled(7));
  }

  @Test
  void of_a_secret_that_was_filled_by_half_nothing_is_left() {
    List<byte[]> begun = new ArrayList<>();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                SecretBytes.filledBy(
                    bytes -> {
                      bytes[0] = 7;
                      begun.add(bytes);
                      throw new IllegalStateException("no chance");
                    }));
    assertThat(begun).containsExactly(filled(0));
  }

  @Test
  void what_is_closed_gives_nothing_and_is_nothing_any_more() {
    SecretBytes secret = SecretBytes.copyOf(filled(7), ACCESS);

    secret.close();

    assertThatIllegalStateException().isThrownBy(() -> secret.toArray(ACCESS));
    assertThat(secret.copyIfOpen()).isNull();
    assertThat(secret.isSameAs(SecretBytes.copyOf(filled(0), ACCESS))).isTrue();
  }

  @Test
  void every_byte_keeps_its_place() {
    byte[] bytes = new byte[SecretBytes.LENGTH];
    for (int place = 0; place < bytes.length; place++) {
      bytes[place] = (byte) (0xf0 + place);
    }

    assertThat(SecretBytes.copyOf(bytes, ACCESS).toArray(ACCESS)).isEqualTo(bytes);
  }

  @Test
  void secrets_that_differ_in_one_bit_are_not_the_same() {
    SecretBytes secret = SecretBytes.copyOf(filled(7), ACCESS);

    for (int bit = 0; bit < Byte.SIZE * SecretBytes.LENGTH; bit++) {
      byte[] bytes = filled(7);
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      SecretBytes other = SecretBytes.copyOf(bytes, ACCESS);

      assertThat(secret.isSameAs(other)).isFalse();
      assertThat(other.isSameAs(secret)).isFalse();
    }
    assertThat(secret.isSameAs(secret.copy())).isTrue();
  }

  @Test
  void nothing_of_it_is_printed_or_hashed() {
    SecretBytes secret = SecretBytes.copyOf(filled(7), ACCESS);

    assertThat(secret).hasToString("SecretBytes");
    assertThat(secret).isNotEqualTo(SecretBytes.copyOf(filled(7), ACCESS));
  }

  @Test
  void a_raw_key_is_zeroed_when_it_is_closed() {
    RawKey key = RawKey.owning("HmacSHA256", filled(7));
    assertThat(key.getEncoded()).isEqualTo(filled(7));
    assertThat(key.getAlgorithm()).isEqualTo("HmacSHA256");
    assertThat(key.getFormat()).isEqualTo("RAW");

    key.close();

    assertThat(key.getEncoded()).containsOnly(0);
    assertThat(key).hasToString("RawKey");
  }

  @Test
  void an_aes_key_gives_copies_of_its_secret_until_that_is_closed() {
    SecretBytes secret = SecretBytes.copyOf(filled(7), ACCESS);
    AesKey key = new AesKey(secret);
    Arrays.fill(requireNonNull(key.getEncoded()), (byte) 0);
    assertThat(key.getEncoded()).isEqualTo(filled(7));
    assertThat(key.isDestroyed()).isFalse();
    assertThat(key.getAlgorithm()).isEqualTo("AES");
    assertThat(key.getFormat()).isEqualTo("RAW");

    secret.close();

    assertThat(key.getEncoded()).isNull();
    assertThat(key.isDestroyed()).isTrue();
    assertThat(key).hasToString("AesKey");
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[SecretBytes.LENGTH];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
