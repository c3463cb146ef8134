// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.ByteSink;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a registry row, the same in every engine and in every snapshot.
 *
 * <pre>
 * key    "!encryption|writers|" 20 | dek_id u32 | '|' | slot u16                         27 bytes
 * value  node_id u64 | first_seen u16 | last_seen u16                                    12 bytes
 *        the same                                     | incarnation 16                   28 bytes
 * </pre>
 *
 * Keys in byte order are rows in {@link WriterKey} order. The length of a value says whether it has
 * an incarnation; any other length is an error, never "no row".
 */
public final class StoredRowCodec {
  public static final int KEY_LENGTH = 27;
  public static final int DEK_PREFIX_LENGTH = 25;
  public static final int VALUE_LENGTH_ABSENT = 12;
  public static final int VALUE_LENGTH_DRAWN = 28;

  private static final Bytes NAMESPACE =
      Bytes.copyOf("!encryption|writers|".getBytes(StandardCharsets.US_ASCII));
  private static final int SEPARATOR = '|';

  private StoredRowCodec() {}

  public static Bytes encodeKey(WriterKey key) {
    return ByteTape.ofLength(KEY_LENGTH)
        .run(NAMESPACE)
        .u32(key.dek().value())
        .u8(SEPARATOR)
        .u16(key.slot().value())
        .bytes();
  }

  /** What the keys of all rows of a DEK begin with, and no other key does. */
  public static Bytes dekPrefix(DekId dek) {
    return ByteTape.ofLength(DEK_PREFIX_LENGTH)
        .run(NAMESPACE)
        .u32(dek.value())
        .u8(SEPARATOR)
        .bytes();
  }

  public static Decoded<WriterKey> decodeKey(Bytes key) {
    return Decoded.parse(key, Sentinel.REGISTRY_KEY_MALFORMED, StoredRowCodec::parseKey);
  }

  private static WriterKey parseKey(ByteCursor cursor) {
    cursor.require(
        cursor.remaining() == KEY_LENGTH,
        "A row key has %s bytes, not %s.",
        KEY_LENGTH,
        cursor.remaining());
    cursor.require(
        cursor.take(NAMESPACE.length(), "namespace").equals(NAMESPACE),
        "The key is not in the writers' namespace.");
    long dek = cursor.u32("dek_id");
    cursor.require(!DekId.isReserved(dek), "Key id 0 has no rows.");
    cursor.require(cursor.u8("separator") == SEPARATOR, "The separator is missing.");
    return new WriterKey(new DekId(dek), new NodeSlot(cursor.u16("slot")));
  }

  public static Bytes encodeValue(WriterRow row) {
    ByteTape tape = ByteTape.ofLength(valueLength(row));
    writeValue(row, tape);
    return tape.bytes();
  }

  public static int valueLength(WriterRow row) {
    return row.incarnation() instanceof Incarnation.Drawn
        ? VALUE_LENGTH_DRAWN
        : VALUE_LENGTH_ABSENT;
  }

  /** Writes {@link #valueLength} bytes, straight to where an engine wants them. */
  public static void writeValue(WriterRow row, ByteSink into) {
    into.u64(row.owner().bits()).u16(row.firstSeen().value()).u16(row.lastSeen().value());
    if (row.incarnation() instanceof Incarnation.Drawn drawn) {
      into.u64(drawn.high()).u64(drawn.low());
    }
  }

  public static Decoded<WriterRow> decodeValue(Bytes value) {
    return Decoded.parse(value, Sentinel.REGISTRY_ROW_MALFORMED, StoredRowCodec::parseValue);
  }

  /** Decodes both, and that they belong together: a row stands at its owner's slot. */
  public static Decoded<StoredRow> decode(Bytes key, Bytes value) {
    return decodeKey(key).flatMap(at -> decodeAt(at, value));
  }

  /** Decodes the value that was found at a key. */
  public static Decoded<StoredRow> decodeAt(WriterKey key, Bytes value) {
    return Decoded.parse(
        value,
        Sentinel.REGISTRY_ROW_MALFORMED,
        cursor -> {
          WriterRow row = parseValue(cursor);
          cursor.require(StoredRow.standsAt(key, row), "The row's owner has another slot.");
          return new StoredRow(key, row);
        });
  }

  private static WriterRow parseValue(ByteCursor cursor) {
    int length = cursor.remaining();
    cursor.require(
        length == VALUE_LENGTH_ABSENT || length == VALUE_LENGTH_DRAWN,
        "A row has 12 or 28 bytes, not %s.",
        length);
    long owner = cursor.u64("node_id");
    cursor.require(!NodeId.isReserved(owner), "Node id 0 owns no row.");
    LocalEpoch first = new LocalEpoch(cursor.u16("first_seen"));
    LocalEpoch last = new LocalEpoch(cursor.u16("last_seen"));
    cursor.require(WriterRow.areInOrder(first, last), "The first epoch is after the last epoch.");
    Incarnation incarnation =
        length == VALUE_LENGTH_DRAWN
            ? new Incarnation.Drawn(cursor.u64("incarnation"), cursor.u64("incarnation"))
            : Incarnation.ABSENT;
    return new WriterRow(new NodeId(owner), first, last, incarnation);
  }
}
