// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WriterRowTest {
  private static final NodeId OWNER = new NodeId(0xabcd);

  @Test
  void its_first_epoch_is_not_after_its_last() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row(4, 3))
        .withMessage("The first epoch 4 is after the last 3.");
  }

  @Test
  void its_first_epoch_may_be_its_last() {
    assertThat(row(3, 3).firstSeen()).isEqualTo(row(3, 3).lastSeen());
    assertThat(WriterRow.areInOrder(new LocalEpoch(3), new LocalEpoch(3))).isTrue();
    assertThat(WriterRow.areInOrder(new LocalEpoch(4), new LocalEpoch(3))).isFalse();
  }

  @Test
  void it_prints_everything_it_holds() {
    assertThat(row(3, 7)).hasToString("node 000000000000abcd, epochs 3 to 7, incarnation absent");
  }

  @Test
  void an_incarnation_prints_as_thirty_two_digits() {
    assertThat(new Incarnation.Drawn(0x0102, -1)).hasToString("0000000000000102ffffffffffffffff");
  }

  private static WriterRow row(int first, int last) {
    return new WriterRow(OWNER, new LocalEpoch(first), new LocalEpoch(last), Incarnation.ABSENT);
  }
}
