// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.common.io.ByteArrayDataOutput;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;

/**
 * What a client asks without changing anything that is replicated.
 *
 * <pre>
 * kind u8 | what it names
 * 1 row        dek_id u32 | slot u16
 * 2 rows       dek_id u32
 * 3 deks
 * 4 standing
 * 5 snapshot
 * 6 keys
 * 7 capability trial_len u16 | trial
 * 8 key uses
 * </pre>
 */
sealed interface Question {
  int ROW = 1;
  int ROWS = 2;
  int DEKS = 3;
  int STANDING = 4;
  int SNAPSHOT = 5;
  int KEYS = 6;
  int CAPABILITY = 7;
  int KEY_USES = 8;

  /** The row at a key and slot. */
  record Row(WriterKey key) implements Question {}

  /** All rows of a key. */
  record Rows(DekId dek) implements Question {}

  /** Every key that has rows. */
  record Deks() implements Question {}

  /** Where the node stands that is asked. */
  record Standing() implements Question {}

  /** That the node that is asked write a snapshot. */
  record Snapshot() implements Question {}

  /** The key ring. */
  record Keys() implements Question {}

  /** The keys as they are applied on the node that is asked, and who registered under them. */
  record KeysInUse() implements Question {}

  /** Whether the node that is asked opens this. */
  record CanOpen(Trial trial) implements Question {}

  static Bytes encode(Question question) {
    ByteArrayDataOutput into = Wire.writer();
    if (question instanceof Row row) {
      into.writeByte(ROW);
      into.writeInt((int) row.key().dek().value());
      into.writeShort(row.key().slot().value());
    } else if (question instanceof Rows rows) {
      into.writeByte(ROWS);
      into.writeInt((int) rows.dek().value());
    } else if (question instanceof CanOpen canOpen) {
      into.writeByte(CAPABILITY);
      Wire.putLong(into, canOpen.trial().wrapped().bytes());
    } else {
      into.writeByte(kindAlone(question));
    }
    return Wire.bytes(into);
  }

  private static int kindAlone(Question question) {
    if (question instanceof Deks) {
      return DEKS;
    }
    if (question instanceof Keys) {
      return KEYS;
    }
    if (question instanceof KeysInUse) {
      return KEY_USES;
    }
    return question instanceof Standing ? STANDING : SNAPSHOT;
  }

  static Decoded<Question> decode(Bytes bytes) {
    return Decoded.parse(bytes, Sentinel.REQUEST_MALFORMED, Question::parse);
  }

  private static Question parse(ByteCursor cursor) {
    int kind = cursor.u8("kind");
    cursor.require(kind >= ROW && kind <= KEY_USES, "There is no question %s.", kind);
    return switch (kind) {
      case ROW -> new Row(new WriterKey(Wire.dek(cursor), new NodeSlot(cursor.u16("slot"))));
      case ROWS -> new Rows(Wire.dek(cursor));
      case DEKS -> new Deks();
      case STANDING -> new Standing();
      case SNAPSHOT -> new Snapshot();
      case KEYS -> new Keys();
      case KEY_USES -> new KeysInUse();
      default -> new CanOpen(trial(cursor));
    };
  }

  private static Trial trial(ByteCursor cursor) {
    int length = cursor.u16("trial_len");
    cursor.require(length <= WrappedDek.LENGTH_MAX, "A trial has %s bytes.", length);
    return new Trial(new WrappedDek(cursor.take(length, "trial")));
  }
}
