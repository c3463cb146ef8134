// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pawl.domain.fault.Sentinel;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ByteCursorTest {

  @Test
  void integers_are_unsigned_and_big_endian() {
    ByteCursor cursor = over("f1" + "f203" + "f4050607" + "f8090a0b0c0d0e0f");

    assertThat(cursor.u8("a")).isEqualTo(0xf1);
    assertThat(cursor.u16("b")).isEqualTo(0xf203);
    assertThat(cursor.u32("c")).isEqualTo(0xf405_0607L);
    assertThat(cursor.u64("d")).isEqualTo(0xf809_0a0b_0c0d_0e0fL);
    assertThat(cursor.remaining()).isZero();
  }

  @Test
  void a_run_is_taken_from_where_the_cursor_stands() {
    ByteCursor cursor = over("0102030405");

    assertThat(cursor.take(2, "first")).isEqualTo(Bytes.ofHex("0102"));
    assertThat(cursor.take(0, "nothing")).isEqualTo(Bytes.EMPTY);
    assertThat(cursor.take(3, "rest")).isEqualTo(Bytes.ofHex("030405"));
    assertThat(cursor.remaining()).isZero();
  }

  @ParameterizedTest
  @MethodSource("readsPastTheEnd")
  void reading_past_the_end_is_malformed_and_names_the_field(String hex, Read read) {
    assertMalformed(() -> read.from(over(hex)), Sentinel.ENTRY_MALFORMED, "Field it needs ");
  }

  static Stream<Arguments> readsPastTheEnd() {
    return Stream.of(
        past("", cursor -> cursor.u8("it")),
        past("00", cursor -> cursor.u16("it")),
        past("000000", cursor -> cursor.u32("it")),
        past("00000000000000", cursor -> cursor.u64("it")),
        past("0000", cursor -> cursor.take(3, "it")));
  }

  @Test
  void a_negative_length_is_malformed() {
    assertMalformed(
        () -> over("0000").take(-1, "it"), Sentinel.ENTRY_MALFORMED, "needs -1 bytes, 2 are left");
  }

  @Test
  void a_failed_read_says_what_was_needed_and_what_was_left() {
    assertMalformed(
        () -> over("000000").u32("count"),
        Sentinel.ENTRY_MALFORMED,
        "Field count needs 4 bytes, 3 are left.");
  }

  @Test
  void a_demand_that_holds_changes_nothing() {
    ByteCursor cursor = over("01");

    cursor.require(true, "never seen");
    cursor.require(true, Sentinel.KEY_ID_RESERVED, "never seen");

    assertThat(cursor.remaining()).isEqualTo(1);
  }

  @Test
  void a_demand_in_vain_ends_the_parse_with_its_sentinel() {
    assertMalformed(() -> over("").require(false, "Not so."), Sentinel.ENTRY_MALFORMED, "Not so.");
    assertMalformed(
        () -> over("").require(false, Sentinel.KEY_ID_RESERVED, "Not this."),
        Sentinel.KEY_ID_RESERVED,
        "Not this.");
  }

  @Test
  void bytes_behind_the_last_field_are_malformed() {
    assertMalformed(
        () -> over("0000").expectEnd(), Sentinel.ENTRY_MALFORMED, "2 bytes follow the last field.");
  }

  @Test
  void malformed_bytes_cost_no_stack_trace() {
    MalformedBytes stop = new MalformedBytes(Sentinel.ENTRY_MALFORMED, "Here.");

    assertThat(stop.getStackTrace()).isEmpty();
    assertThat(stop.fillInStackTrace()).isSameAs(stop);
  }

  private static ByteCursor over(String hex) {
    return new ByteCursor(Bytes.ofHex(hex), Sentinel.ENTRY_MALFORMED);
  }

  private static Arguments past(String hex, Read read) {
    return Arguments.of(hex, read);
  }

  private static void assertMalformed(ThrowingCallable read, Sentinel sentinel, String detail) {
    assertThatExceptionOfType(MalformedBytes.class)
        .isThrownBy(read)
        .satisfies(
            stop -> {
              assertThat(stop.sentinel()).isEqualTo(sentinel);
              assertThat(stop.detail()).contains(detail);
            });
  }

  /** One read off a cursor. */
  interface Read {
    Object from(ByteCursor cursor);
  }
}
