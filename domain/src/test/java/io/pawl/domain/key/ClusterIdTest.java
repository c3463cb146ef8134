// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterIdTest {

  @Test
  void it_prints_as_thirty_two_digits() {
    assertThat(new ClusterId(0x0001_0203_0405_0607L, -1))
        .hasToString("0001020304050607ffffffffffffffff");
  }
}
