// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of the key ring, the same in every engine and in every snapshot: one row, in front of
 * all rows of writers. Before the bootstrap there is no such row.
 *
 * <pre>
 * key    "!encryption|keyring" 19
 * value  version u8 = 1 | active_storage u32 | active_raft u32 | count u32 (2..4096)
 *        | count keys in id order, each:
 *            id u32 | purpose u8 | recorded u8 (0 or 1) | [created_at_ms u64] | index u64
 *            | wrapped_len u32 (1..4096) | wrapped
 * </pre>
 *
 * {@code [ ]} is there only if the byte before it is 1.
 */
public final class KeyRingCodec {
  public static final Bytes KEY =
      Bytes.copyOf("!encryption|keyring".getBytes(StandardCharsets.US_ASCII));

  public static final int VERSION = 1;
  private static final int HEAD_LENGTH = 13;
  private static final int KEY_HEAD_LENGTH = 18;
  private static final int CREATED_AT_LENGTH = 8;

  /** The longest ring there is. */
  public static final int VALUE_LENGTH_MAX =
      HEAD_LENGTH
          + KeyRing.KEYS_MAX * (KEY_HEAD_LENGTH + CREATED_AT_LENGTH + WrappedDek.LENGTH_MAX);

  private KeyRingCodec() {}

  public static Bytes encode(KeyRing.Filled ring) {
    int length = HEAD_LENGTH + ring.keys().stream().mapToInt(KeyRingCodec::length).sum();
    ByteTape tape =
        ByteTape.ofLength(length)
            .u8(VERSION)
            .u32(ring.activeStorage().value())
            .u32(ring.activeRaft().value())
            .u32(ring.keys().size());
    ring.keys().forEach(key -> write(tape, key));
    return tape.bytes();
  }

  private static int length(RingKey key) {
    int createdAt = key.createdAt() instanceof CreatedAt.Recorded ? CREATED_AT_LENGTH : 0;
    return KEY_HEAD_LENGTH + createdAt + key.wrapped().bytes().length();
  }

  private static void write(ByteTape tape, RingKey key) {
    tape.u32(key.id().value()).u8(key.purpose().code());
    if (key.createdAt() instanceof CreatedAt.Recorded recorded) {
      tape.u8(1).u64(recorded.unixMillis());
    } else {
      tape.u8(0);
    }
    Bytes wrapped = key.wrapped().bytes();
    tape.u64(key.index()).u32(wrapped.length()).run(wrapped);
  }

  public static Decoded<KeyRing.Filled> decode(Bytes value) {
    return Decoded.parse(value, Sentinel.KEY_RING_MALFORMED, KeyRingCodec::parse);
  }

  private static KeyRing.Filled parse(ByteCursor cursor) {
    int version = cursor.u8("version");
    cursor.require(
        version == VERSION, Sentinel.KEY_RING_VERSION_UNKNOWN, "The version is %02x.", version);
    DekId storage = dekId(cursor, "active_storage");
    DekId raft = dekId(cursor, "active_raft");
    long count = cursor.u32("count");
    cursor.require(
        count <= KeyRing.KEYS_MAX && count * KEY_HEAD_LENGTH <= cursor.remaining(),
        "%s keys are too many for a ring, or for %s bytes.",
        count,
        cursor.remaining());
    List<RingKey> keys = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      keys.add(key(cursor));
    }
    Optional<String> flaw = KeyRing.Filled.flawOf(storage, raft, keys);
    cursor.require(flaw.isEmpty(), "%s", flaw.orElse(""));
    return new KeyRing.Filled(storage, raft, keys);
  }

  private static RingKey key(ByteCursor cursor) {
    DekId id = dekId(cursor, "id");
    Purpose purpose = purpose(cursor);
    CreatedAt createdAt = createdAt(cursor);
    long index = cursor.u64("index");
    cursor.require(RingKey.isIndex(index), "No entry stands at index %s.", index);
    return new RingKey(id, purpose, wrapped(cursor), createdAt, index);
  }

  private static DekId dekId(ByteCursor cursor, String field) {
    long id = cursor.u32(field);
    cursor.require(!DekId.isReserved(id), "Field %s is 0, which names no key.", field);
    return new DekId(id);
  }

  private static Purpose purpose(ByteCursor cursor) {
    int code = cursor.u8("purpose");
    Optional<Purpose> purpose = Purpose.ofCode(code);
    cursor.require(purpose.isPresent(), "The purpose is %02x.", code);
    return purpose.orElseThrow();
  }

  private static CreatedAt createdAt(ByteCursor cursor) {
    int recorded = cursor.u8("recorded");
    cursor.require(recorded <= 1, "A time is recorded or not, not %02x.", recorded);
    return recorded == 1
        ? new CreatedAt.Recorded(cursor.u64("created_at_ms"))
        : CreatedAt.UNRECORDED;
  }

  private static WrappedDek wrapped(ByteCursor cursor) {
    long length = cursor.u32("wrapped_len");
    cursor.require(
        length >= 1 && length <= WrappedDek.LENGTH_MAX,
        "A wrapped key has 1 to 4096 bytes, not %s.",
        length);
    return new WrappedDek(cursor.take((int) length, "wrapped"));
  }
}
