// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class HkdfTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 5869, appendix A.1 to A.3. */
  static final List<Case> CASES =
      List.of(
          new Case(
              "0b".repeat(22),
              "000102030405060708090a0b0c",
              "f0f1f2f3f4f5f6f7f8f9",
              "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
          new Case(
              run(0x00, 0x50),
              run(0x60, 0xb0),
              run(0xb0, 0x100),
              "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
              "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                  + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                  + "cc30c58179ec3e87c14c01d5c1f3434f1d87"),
          new Case(
              "0b".repeat(22),
              "00".repeat(32),
              "",
              "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                  + "9d201395faa4b61a96c8"));

  record Case(String material, String salt, String info, String key, String output) {}

  @ParameterizedTest
  @FieldSource("CASES")
  void it_gives_what_the_standard_gives(Case given) {
    byte[] key = Hkdf.extract(HEX.parseHex(given.salt()), HEX.parseHex(given.material()));
    int length = given.output().length() / 2;

    assertThat(HEX.formatHex(key)).isEqualTo(given.key());
    assertThat(HEX.formatHex(Hkdf.expand(key, HEX.parseHex(given.info()), length)))
        .isEqualTo(given.output());
  }

  /** The expected key is computed by another program. */
  @Test
  void a_key_is_derived_without_salt_for_its_label() {
    SecretBytes kek = secret("dfdcbd2144fd1f7ceb28ddc31e978435f482ef4dbb408d7feca45f00a2141a7d");

    SecretBytes derived = Hkdf.derive(kek, "pawl.sidecar.v1");

    assertThat(derived)
        .matches(
            secret("fab7e36ec0ae2c1a9f9d4ce61f92df4a13a8ff681bd2c1123551d87cfda50158")::isSameAs,
            "is the key of the golden value");
  }

  @Test
  void another_label_or_another_secret_gives_another_key() {
    SecretBytes one = secret("01".repeat(32));
    SecretBytes derived = Hkdf.derive(one, "a");

    assertThat(Hkdf.derive(one, "a")).matches(derived::isSameAs, "is the same");
    assertThat(Hkdf.derive(one, "b")).matches(key -> !key.isSameAs(derived), "is another");
    assertThat(Hkdf.derive(secret("02".repeat(32)), "a"))
        .matches(key -> !key.isSameAs(derived), "is another");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 255 * 32 + 1})
  void a_length_it_cannot_give_is_a_bug(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hkdf.expand(new byte[32], new byte[0], length));
  }

  private static String run(int from, int to) {
    StringBuilder hex = new StringBuilder();
    for (int value = from; value < to; value++) {
      hex.append(HEX.toHexDigits((byte) value));
    }
    return hex.toString();
  }

  private static SecretBytes secret(String hex) {
    return SecretBytes.copyOf(HEX.parseHex(hex), SecretAccess.granted());
  }
}
