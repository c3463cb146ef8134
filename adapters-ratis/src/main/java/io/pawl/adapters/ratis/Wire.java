// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntryCodec;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/**
 * Pieces that requests and answers have in common. Integers are big-endian.
 *
 * <pre>
 * text           length u16 | UTF-8
 * registration   length u8 | a log entry of one registration
 * row            length u8 | a stored value
 * </pre>
 */
final class Wire {

  private Wire() {}

  static ByteArrayDataOutput writer() {
    return ByteStreams.newDataOutput();
  }

  /** With room for so many bytes, and more if it comes to that. */
  static ByteArrayDataOutput writer(int expected) {
    return ByteStreams.newDataOutput(expected);
  }

  static Bytes bytes(ByteArrayDataOutput written) {
    return Bytes.copyOf(written.toByteArray());
  }

  static Bytes bytes(ByteString string) {
    return Bytes.copyOf(string.toByteArray());
  }

  static ByteString string(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.toArray());
  }

  /**
   * Prints its length and nothing else: Ratis puts messages into its log. Ratis remembers answers
   * for a while, so there is one copy of the bytes in it and not two.
   */
  static Message message(Bytes bytes) {
    int length = bytes.length();
    return Message.valueOf(string(bytes), () -> "Bytes[" + length + "]");
  }

  static void put(ByteArrayDataOutput into, Bytes piece) {
    into.writeByte(piece.length());
    into.write(piece.toArray());
  }

  /** A piece that may be too long for a single byte to say how long it is. */
  static void putLong(ByteArrayDataOutput into, Bytes piece) {
    into.writeShort(piece.length());
    into.write(piece.toArray());
  }

  static void put(ByteArrayDataOutput into, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    into.writeShort(utf8.length);
    into.write(utf8);
  }

  static void put(ByteArrayDataOutput into, Registration registration) {
    put(into, LogEntryCodec.encode(new WriterRegistration(registration)));
  }

  static void put(ByteArrayDataOutput into, WriterRow row) {
    put(into, StoredRowCodec.encodeValue(row));
  }

  static Bytes piece(ByteCursor cursor, String field) {
    return cursor.take(cursor.u8(field), field);
  }

  static String text(ByteCursor cursor, String field) {
    return new String(cursor.take(cursor.u16(field), field).toArray(), StandardCharsets.UTF_8);
  }

  static Registration registration(ByteCursor cursor) {
    LogEntry entry = nested(cursor, LogEntryCodec.decode(piece(cursor, "registration")));
    cursor.require(entry instanceof WriterRegistration, "It is no registration.");
    return ((WriterRegistration) entry).registration();
  }

  static DekId dek(ByteCursor cursor) {
    long dek = cursor.u32("dek_id");
    cursor.require(!DekId.isReserved(dek), Sentinel.KEY_ID_RESERVED, "Key id 0 names no key.");
    return new DekId(dek);
  }

  static Purpose purpose(ByteCursor cursor) {
    int code = cursor.u8("purpose");
    Optional<Purpose> purpose = Purpose.ofCode(code);
    cursor.require(purpose.isPresent(), "There is no purpose %s.", code);
    return purpose.orElseThrow();
  }

  static WriterRow row(ByteCursor cursor) {
    return nested(cursor, StoredRowCodec.decodeValue(piece(cursor, "row")));
  }

  static Sentinel sentinel(ByteCursor cursor) {
    String name = text(cursor, "sentinel");
    for (Sentinel sentinel : Sentinel.values()) {
      if (sentinel.name().equals(name)) {
        return sentinel;
      }
    }
    cursor.require(false, "There is no sentinel %s.", name);
    throw new AssertionError("The cursor lets nothing pass that does not hold.");
  }

  static <T> T nested(ByteCursor cursor, Decoded<T> decoded) {
    return decoded.orElse(
        malformed -> {
          cursor.require(false, malformed.sentinel(), "%s", malformed.detail());
          throw new AssertionError("The cursor lets nothing pass that does not hold.");
        });
  }
}
