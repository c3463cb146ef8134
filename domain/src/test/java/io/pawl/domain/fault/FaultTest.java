// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void its_message_names_the_sentinel_says_what_happened_and_what_to_do() {
    assertThat(new DiskFull("Row 7 was being written."))
        .hasMessage(
            "STORE_UNAVAILABLE: "
                + Sentinel.STORE_UNAVAILABLE.meaning()
                + " Row 7 was being written. "
                + Sentinel.STORE_UNAVAILABLE.remedy())
        .hasNoCause();
  }

  @Test
  void it_keeps_its_cause() {
    RuntimeException cause = new IllegalStateException("no space left");

    assertThat(new DiskFull("Row 7 was being written.", cause))
        .hasMessage(new DiskFull("Row 7 was being written.").getMessage())
        .hasCause(cause);
  }

  @Test
  void it_is_recognised_by_its_sentinel() {
    assertThat(new DiskFull("").sentinel()).isEqualTo(Sentinel.STORE_UNAVAILABLE);
    assertThat(new DiskFull("", new IllegalStateException()).sentinel())
        .isEqualTo(Sentinel.STORE_UNAVAILABLE);
  }

  private static final class DiskFull extends Fault {
    private static final long serialVersionUID = 1L;

    DiskFull(String detail) {
      super(Sentinel.STORE_UNAVAILABLE, detail);
    }

    DiskFull(String detail, Throwable cause) {
      super(Sentinel.STORE_UNAVAILABLE, detail, cause);
    }
  }
}
