// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.common.io.ByteArrayDataOutput;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.KeyFate.Accepted;
import io.pawl.ports.driven.KeyFate.Busy;
import io.pawl.ports.driven.KeyFate.Made;
import io.pawl.ports.driven.KeyFate.NoLeader;
import io.pawl.ports.driven.KeyFate.Refused;
import io.pawl.ports.driven.KeyFate.Unknown;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a proposal of a key change.
 *
 * <pre>
 * version u8 = 1 | kind u8 | what the kind adds
 *        1 accepted    index u64 | count u8 | (dek_id u32 | purpose u8) *
 *        2 refused     sentinel text | detail text
 *        3 busy
 * </pre>
 */
final class KeyFates {
  private static final int VERSION = 1;
  private static final int ACCEPTED = 1;
  private static final int REFUSED = 2;
  private static final int BUSY = 3;

  private KeyFates() {}

  static Bytes encode(KeyFate fate) {
    return fate.match(WRITING);
  }

  private static ByteArrayDataOutput begin(int kind) {
    ByteArrayDataOutput into = Wire.writer();
    into.writeByte(VERSION);
    into.writeByte(kind);
    return into;
  }

  static Decoded<KeyFate> decode(Bytes bytes) {
    return Decoded.parse(bytes, Sentinel.REQUEST_MALFORMED, KeyFates::parse);
  }

  private static KeyFate parse(ByteCursor cursor) {
    int version = cursor.u8("version");
    cursor.require(version == VERSION, "The answer has version %s.", version);
    int kind = cursor.u8("kind");
    cursor.require(kind >= ACCEPTED && kind <= BUSY, "There is no fate %s.", kind);
    return switch (kind) {
      case ACCEPTED -> accepted(cursor);
      case REFUSED -> new Refused(Wire.sentinel(cursor), Wire.text(cursor, "detail"));
      default -> new Busy();
    };
  }

  private static Accepted accepted(ByteCursor cursor) {
    long index = cursor.u64("index");
    int count = cursor.u8("count");
    List<Made> keys = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      keys.add(new Made(Wire.dek(cursor), Wire.purpose(cursor)));
    }
    return new Accepted(index, keys);
  }

  private static final KeyFate.Cases<Bytes> WRITING =
      new KeyFate.Cases<>() {
        @Override
        public Bytes accepted(Accepted fate) {
          ByteArrayDataOutput into = begin(ACCEPTED);
          into.writeLong(fate.index());
          into.writeByte(fate.keys().size());
          for (Made key : fate.keys()) {
            into.writeInt((int) key.id().value());
            into.writeByte(key.purpose().code());
          }
          return Wire.bytes(into);
        }

        @Override
        public Bytes refused(Refused fate) {
          ByteArrayDataOutput into = begin(REFUSED);
          Wire.put(into, fate.sentinel().name());
          Wire.put(into, fate.detail());
          return Wire.bytes(into);
        }

        @Override
        public Bytes busy(Busy fate) {
          return Wire.bytes(begin(BUSY));
        }

        @Override
        public Bytes noLeader(NoLeader fate) {
          throw new IllegalArgumentException("No node answers " + fate);
        }

        @Override
        public Bytes unknown(Unknown fate) {
          throw new IllegalArgumentException("No node answers " + fate);
        }
      };
}
