// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.wire.Bytes;
import org.junit.jupiter.api.Test;

class WrappedDekTest {

  @Test
  void it_has_at_most_4096_bytes() {
    assertThat(ofLength(4096).bytes().length()).isEqualTo(4096);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofLength(4097))
        .withMessage("A wrapped key has at most 4096 bytes, not 4097.");
  }

  @Test
  void only_one_without_bytes_is_none() {
    assertThat(WrappedDek.NONE.isNone()).isTrue();
    assertThat(WrappedDek.NONE).isEqualTo(ofLength(0));
    assertThat(ofLength(1).isNone()).isFalse();
  }

  @Test
  void it_does_not_print_its_bytes() {
    assertThat(new WrappedDek(Bytes.ofHex("deadbeef"))).hasToString("WrappedDek[bytes=Bytes[4]]");
  }

  private static WrappedDek ofLength(int length) {
    return new WrappedDek(Bytes.copyOf(new byte[length]));
  }
}
