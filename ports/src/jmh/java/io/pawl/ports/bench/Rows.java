// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.bench;

import io.pawl.domain.key.DekId;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.nio.ByteBuffer;

/** Numbered rows: every slot of one DEK, then of the next. */
public final class Rows {
  private static final int SLOT_BITS = 16;
  private static final int DEK_OFFSET = 20;
  private static final int SLOT_OFFSET = 25;
  private static final byte[] KEY_OF_ROW_0 = StoredRowCodec.encodeKey(key(0)).toArray();

  private Rows() {}

  public static WriterKey key(int number) {
    return new WriterKey(new DekId(dek(number)), new NodeSlot(slot(number)));
  }

  /** The key as a program on the bare engine would write it, without any codec. */
  public static byte[] keyBytes(int number) {
    byte[] key = KEY_OF_ROW_0.clone();
    ByteBuffer.wrap(key)
        .putInt(DEK_OFFSET, dek(number))
        .putShort(SLOT_OFFSET, (short) slot(number));
    return key;
  }

  static StoredRow row(int number) {
    NodeId owner = new NodeId((number + 1L) << SLOT_BITS | slot(number));
    WriterRow row =
        new WriterRow(
            owner,
            new LocalEpoch(0),
            new LocalEpoch(slot(number)),
            new Incarnation.Drawn(number, -number));
    return new StoredRow(key(number), row);
  }

  private static int dek(int number) {
    return 1 + (number >>> SLOT_BITS);
  }

  private static int slot(int number) {
    return number & NodeSlot.MAX;
  }
}
