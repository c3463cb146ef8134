// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.entry;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.Registration;

/**
 * A registration inside an entry.
 *
 * <pre>
 * version 1   dek_id u32 | node_id u64 | epoch u16                       14 bytes
 * version 2   the same                             | incarnation 16      30 bytes
 * </pre>
 */
final class RowPart {

  private RowPart() {}

  static int length(EntryVersion version) {
    return switch (version) {
      case V1 -> 14;
      case V2 -> 30;
    };
  }

  static Registration read(ByteCursor cursor, EntryVersion version) {
    DekId dek = readDekId(cursor);
    long node = cursor.u64("node_id");
    cursor.require(
        !NodeId.isReserved(node), Sentinel.NODE_ID_RESERVED, "A registration names node id 0.");
    LocalEpoch epoch = new LocalEpoch(cursor.u16("epoch"));
    return new Registration(dek, new NodeId(node), epoch, readIncarnation(cursor, version));
  }

  static DekId readDekId(ByteCursor cursor) {
    long dek = cursor.u32("dek_id");
    cursor.require(!DekId.isReserved(dek), Sentinel.KEY_ID_RESERVED, "An entry names key id 0.");
    return new DekId(dek);
  }

  private static Incarnation readIncarnation(ByteCursor cursor, EntryVersion version) {
    return switch (version) {
      case V1 -> Incarnation.ABSENT;
      case V2 -> new Incarnation.Drawn(cursor.u64("incarnation"), cursor.u64("incarnation"));
    };
  }

  static void write(ByteTape tape, Registration registration) {
    tape.u32(registration.dek().value())
        .u64(registration.node().bits())
        .u16(registration.epoch().value());
    if (registration.incarnation() instanceof Incarnation.Drawn drawn) {
      tape.u64(drawn.high()).u64(drawn.low());
    }
  }
}
