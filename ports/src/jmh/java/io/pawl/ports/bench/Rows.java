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

/**
 * Numbered rows: a thousand nodes under one DEK, then the same nodes under the next. That is how a
 * registry grows: keys are rotated, and every node registers again.
 */
public final class Rows {
  static final int NODES = 1_000;

  private static final int SLOT_BITS = 16;

  /** Odd, so that it sends every node to a slot of its own, all over the slots as names do. */
  private static final int SCATTER = 40_503;

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
    return 1 + number / NODES;
  }

  private static int slot(int number) {
    return number % NODES * SCATTER & NodeSlot.MAX;
  }
}
