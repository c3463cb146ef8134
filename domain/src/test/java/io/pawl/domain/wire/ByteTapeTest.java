// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.BufferOverflowException;
import org.junit.jupiter.api.Test;

class ByteTapeTest {

  @Test
  void it_writes_big_endian_front_to_back() {
    Bytes bytes =
        ByteTape.ofLength(18)
            .u8(0xf1)
            .u16(0xf203)
            .u32(0xf405_0607L)
            .u64(0xf809_0a0b_0c0d_0e0fL)
            .run(Bytes.ofHex("aabbcc"))
            .bytes();

    assertThat(bytes.toHex()).isEqualTo("f1" + "f203" + "f4050607" + "f8090a0b0c0d0e0f" + "aabbcc");
  }

  @Test
  void a_tape_that_is_not_full_is_a_bug() {
    ByteTape tape = ByteTape.ofLength(3).u8(1);

    assertThatIllegalStateException()
        .isThrownBy(tape::bytes)
        .withMessage("The tape has 2 bytes to go.");
  }

  @Test
  void a_tape_never_grows() {
    ByteTape tape = ByteTape.ofLength(1).u8(1);

    assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> tape.u8(2));
    assertThat(tape.bytes()).isEqualTo(Bytes.ofHex("01"));
  }
}
