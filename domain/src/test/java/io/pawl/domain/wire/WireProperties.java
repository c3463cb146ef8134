// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class WireProperties {

  @Property
  void what_a_tape_writes_in_short_a_cursor_reads(
      @ForAll @IntRange(max = 0xff) int u8, @ForAll @IntRange(max = 0xffff) int u16) {
    ByteCursor cursor = over(ByteTape.ofLength(3).u8(u8).u16(u16));

    assertThat(cursor.u8("u8")).isEqualTo(u8);
    assertThat(cursor.u16("u16")).isEqualTo(u16);
    cursor.expectEnd();
  }

  @Property
  void what_a_tape_writes_at_length_a_cursor_reads(
      @ForAll @LongRange(max = 0xffff_ffffL) long u32, @ForAll long u64) {
    ByteCursor cursor = over(ByteTape.ofLength(12).u32(u32).u64(u64));

    assertThat(cursor.u32("u32")).isEqualTo(u32);
    assertThat(cursor.u64("u64")).isEqualTo(u64);
    cursor.expectEnd();
  }

  @Property
  void hex_there_and_back_is_identity(@ForAll byte[] array) {
    Bytes bytes = Bytes.copyOf(array);

    assertThat(Bytes.ofHex(bytes.toHex())).isEqualTo(bytes);
  }

  @Property
  void runs_of_one_length_are_in_the_order_of_their_numbers(
      @ForAll @Size(3) byte[] one, @ForAll @Size(3) byte[] other) {
    assertThat(Integer.signum(Bytes.copyOf(one).compareTo(Bytes.copyOf(other))))
        .isEqualTo(new BigInteger(1, one).compareTo(new BigInteger(1, other)));
  }

  private static ByteCursor over(ByteTape tape) {
    return new ByteCursor(tape.bytes(), Sentinel.ENTRY_MALFORMED);
  }
}
