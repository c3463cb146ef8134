// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pawl.domain.key.DekId;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import org.junit.jupiter.api.Test;

class StoredRowTest {
  private static final WriterRow ROW =
      new WriterRow(
          new NodeId(0xabcd_1234L), new LocalEpoch(3), new LocalEpoch(5), Incarnation.ABSENT);

  @Test
  void a_row_stands_at_its_owners_slot() {
    WriterKey key = new WriterKey(new DekId(7), new NodeSlot(0x1234));

    assertThat(new StoredRow(key, ROW).row()).isEqualTo(ROW);
    assertThat(StoredRow.standsAt(key, ROW)).isTrue();
  }

  @Test
  void a_row_stands_at_no_other_slot() {
    WriterKey key = new WriterKey(new DekId(7), new NodeSlot(0x1235));

    assertThat(StoredRow.standsAt(key, ROW)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoredRow(key, ROW))
        .withMessage("A row of 00000000abcd1234 cannot stand at key 7 slot 1235.");
  }
}
