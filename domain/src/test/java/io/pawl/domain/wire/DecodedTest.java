// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pawl.domain.fault.Sentinel;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DecodedTest {

  @Test
  void a_parser_that_reads_every_byte_gives_a_value() {
    assertThat(parse("2a", cursor -> cursor.u8("answer"))).isEqualTo(new Decoded.Value<>(42));
  }

  @Test
  void a_parser_that_leaves_a_byte_gives_none() {
    assertThat(parse("2a00", cursor -> cursor.u8("answer")))
        .isEqualTo(
            new Decoded.Malformed<>(Sentinel.SNAPSHOT_MALFORMED, "1 bytes follow the last field."));
  }

  @Test
  void the_first_thing_wrong_is_what_it_is_malformed_for() {
    Decoded<Integer> decoded =
        parse(
            "",
            cursor -> {
              cursor.require(false, Sentinel.KEY_ID_RESERVED, "First.");
              return cursor.u8("second");
            });

    assertThat(decoded).isEqualTo(new Decoded.Malformed<>(Sentinel.KEY_ID_RESERVED, "First."));
  }

  @Test
  void a_bug_in_a_parser_is_not_mistaken_for_malformed_bytes() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                parse(
                    "",
                    cursor -> {
                      throw new IllegalStateException("a bug");
                    }))
        .withMessage("a bug");
  }

  @Test
  void a_value_is_decoded_further() {
    Decoded<Integer> value = new Decoded.Value<>(20);

    assertThat(value.flatMap(half -> new Decoded.Value<>(half * 2 + 2)))
        .isEqualTo(new Decoded.Value<>(42));
  }

  @Test
  void what_is_malformed_is_not_decoded_further() {
    Decoded<Integer> malformed = new Decoded.Malformed<>(Sentinel.ENTRY_MALFORMED, "Here.");

    Decoded<String> further =
        malformed.flatMap(
            value -> {
              throw new AssertionError("There is no value, but here is " + value);
            });

    assertThat(further).isEqualTo(malformed);
  }

  @Test
  void a_value_needs_no_other_answer() {
    assertThat(new Decoded.Value<>(42).orElse(malformed -> 0)).isEqualTo(42);
  }

  @Test
  void the_other_answer_sees_what_is_malformed() {
    Decoded<String> malformed = new Decoded.Malformed<>(Sentinel.ENTRY_MALFORMED, "Here.");

    assertThat(malformed.orElse(it -> it.sentinel() + " " + it.detail()))
        .isEqualTo("ENTRY_MALFORMED Here.");
  }

  private static Decoded<Integer> parse(String hex, Function<ByteCursor, Integer> parser) {
    return Decoded.parse(Bytes.ofHex(hex), Sentinel.SNAPSHOT_MALFORMED, parser);
  }
}
