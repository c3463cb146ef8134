// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteArrayDataOutput;
import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.KeyAccess;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.state.KeyUse;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.ClusterKeys;
import io.pawl.ports.driven.MemberStatus.Build;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.MemberStatus.Up;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The answers to {@link Question}s.
 *
 * <pre>
 * rows       count u32 | (dek_id u32 | slot u16 | row) *
 * deks       count u32 | dek_id u32 *
 * standing   role text | leader text | term u64 | applied u64 | committed u64
 *            | engine text | version text
 *            | kek text | sidecar u64          not of the oldest builds
 *            | count u32 | (sentinel text | times u64) *   not of older builds
 *            | more                            of newer builds
 * capability access u8 | version text | incarnation 16
 * keys       cluster_id 16 | ring_len u32 (0: no ring) | ring
 * key uses   ring_len u32 (0: no ring) | ring
 *            | for each key: writers u32 | near_the_last u32 | count u8 | (slot u16 | row) *
 * position   term u64 | index u64
 * </pre>
 */
final class Answers {

  private Answers() {}

  static Bytes rows(List<StoredRow> rows) {
    ByteArrayDataOutput into = Wire.writer();
    into.writeInt(rows.size());
    for (StoredRow stored : rows) {
      into.writeInt((int) stored.key().dek().value());
      into.writeShort(stored.key().slot().value());
      Wire.put(into, stored.row());
    }
    return Wire.bytes(into);
  }

  static Decoded<List<StoredRow>> decodeRows(Bytes bytes) {
    return decode(bytes, cursor -> many(cursor, Answers::storedRow));
  }

  private static StoredRow storedRow(ByteCursor cursor) {
    return storedRow(cursor, Wire.dek(cursor));
  }

  private static StoredRow storedRow(ByteCursor cursor, DekId dek) {
    WriterKey key = new WriterKey(dek, new NodeSlot(cursor.u16("slot")));
    WriterRow row = Wire.row(cursor);
    cursor.require(row.owner().slot().equals(key.slot()), "A row stands at another's slot.");
    return new StoredRow(key, row);
  }

  static Bytes deks(List<DekId> deks) {
    ByteArrayDataOutput into = Wire.writer();
    into.writeInt(deks.size());
    deks.forEach(dek -> into.writeInt((int) dek.value()));
    return Wire.bytes(into);
  }

  static Decoded<List<DekId>> decodeDeks(Bytes bytes) {
    return decode(bytes, cursor -> many(cursor, Wire::dek));
  }

  static Bytes standing(Standing standing) {
    ByteArrayDataOutput into = Wire.writer();
    Wire.put(into, standing.role());
    Wire.put(into, standing.leader());
    into.writeLong(standing.term());
    into.writeLong(standing.applied());
    into.writeLong(standing.committed());
    Wire.put(into, standing.engine());
    Wire.put(into, standing.version());
    Wire.put(into, standing.kek());
    into.writeLong(standing.sidecar());
    into.writeInt(standing.refused().size());
    standing
        .refused()
        .forEach(
            (sentinel, times) -> {
              Wire.put(into, sentinel);
              into.writeLong(times);
            });
    return Wire.bytes(into);
  }

  /**
   * Members of other versions are looked at while a cluster is upgraded, so this answer grows at
   * its end only, and is read as far as it is understood. One that ends within a field is
   * malformed.
   */
  static Decoded<Up> decodeStanding(NodeName name, Bytes bytes) {
    return decode(bytes, cursor -> standing(name, cursor));
  }

  private static Up standing(NodeName name, ByteCursor cursor) {
    String role = Wire.text(cursor, "role");
    String leader = Wire.text(cursor, "leader");
    long term = cursor.u64("term");
    long applied = cursor.u64("applied");
    long committed = cursor.u64("committed");
    String engine = Wire.text(cursor, "engine");
    String version = Wire.text(cursor, "version");
    String kek = cursor.remaining() == 0 ? Standing.UNTOLD : Wire.text(cursor, "kek");
    long sidecar = cursor.remaining() == 0 ? Standing.SIDECAR_UNTOLD : cursor.u64("sidecar");
    boolean older = cursor.remaining() == 0;
    SortedMap<String, Long> refused = older ? ImmutableSortedMap.of() : refused(cursor);
    Standing standing =
        new Standing(
            role, leader, term, applied, committed, engine, version, kek, sidecar, refused);
    boolean newer = cursor.remaining() > 0;
    cursor.take(cursor.remaining(), "more");
    return new Up(name, standing, older ? Build.OLDER : newer ? Build.NEWER : Build.ALIKE);
  }

  /** By names that a newer build may have given. */
  private static SortedMap<String, Long> refused(ByteCursor cursor) {
    SortedMap<String, Long> refused = new TreeMap<>();
    long count = cursor.u32("count");
    for (long n = 0; n < count; n++) {
      refused.put(Wire.text(cursor, "sentinel"), cursor.u64("times"));
    }
    return refused;
  }

  static Bytes capability(Capability capability) {
    ByteArrayDataOutput into = Wire.writer();
    into.writeByte(capability.access().code());
    Wire.put(into, capability.version());
    into.writeLong(capability.incarnation().high());
    into.writeLong(capability.incarnation().low());
    return Wire.bytes(into);
  }

  static Decoded<Capability> decodeCapability(Bytes bytes) {
    return decode(
        bytes,
        cursor ->
            new Capability(access(cursor), Wire.text(cursor, "version"), incarnation(cursor)));
  }

  private static KeyAccess access(ByteCursor cursor) {
    int code = cursor.u8("access");
    Optional<KeyAccess> access = KeyAccess.ofCode(code);
    cursor.require(access.isPresent(), "There is no access %s.", code);
    return access.orElseThrow();
  }

  private static Incarnation.Drawn incarnation(ByteCursor cursor) {
    return new Incarnation.Drawn(cursor.u64("incarnation"), cursor.u64("incarnation"));
  }

  static Bytes keys(ClusterKeys keys) {
    ByteArrayDataOutput into = Wire.writer();
    into.writeLong(keys.cluster().high());
    into.writeLong(keys.cluster().low());
    put(into, keys.ring());
    return Wire.bytes(into);
  }

  private static void put(ByteArrayDataOutput into, KeyRing ring) {
    Bytes bytes = ring instanceof KeyRing.Filled filled ? KeyRingCodec.encode(filled) : Bytes.EMPTY;
    into.writeInt(bytes.length());
    into.write(bytes.toArray());
  }

  static Decoded<ClusterKeys> decodeKeys(Bytes bytes) {
    return decode(
        bytes,
        cursor ->
            new ClusterKeys(
                new ClusterId(cursor.u64("cluster_id"), cursor.u64("cluster_id")), ring(cursor)));
  }

  private static KeyRing ring(ByteCursor cursor) {
    long length = cursor.u32("ring_len");
    if (length == 0) {
      return KeyRing.EMPTY;
    }
    cursor.require(length <= Integer.MAX_VALUE, "A ring has %s bytes.", length);
    return Wire.nested(cursor, KeyRingCodec.decode(cursor.take((int) length, "ring")));
  }

  static Bytes keyUses(KeyUses keys) {
    ByteArrayDataOutput into = Wire.writer();
    put(into, keys.ring());
    for (KeyUse use : keys.uses()) {
      into.writeInt(use.writers());
      into.writeInt(use.nearTheLastEpoch());
      into.writeByte(use.fewestLeft().size());
      for (StoredRow stored : use.fewestLeft()) {
        into.writeShort(stored.key().slot().value());
        Wire.put(into, stored.row());
      }
    }
    return Wire.bytes(into);
  }

  static Decoded<KeyUses> decodeKeyUses(Bytes bytes) {
    return decode(
        bytes,
        cursor -> {
          KeyRing ring = ring(cursor);
          return new KeyUses(
              ring, ring.keys().stream().map(key -> keyUse(cursor, key.id())).toList());
        });
  }

  private static KeyUse keyUse(ByteCursor cursor, DekId dek) {
    int writers = (int) cursor.u32("writers");
    int near = (int) cursor.u32("near_the_last");
    int count = cursor.u8("count");
    List<StoredRow> listed = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      listed.add(storedRow(cursor, dek));
    }
    Optional<String> flaw = KeyUse.flawOf(dek, writers, near, listed);
    cursor.require(flaw.isEmpty(), "%s", flaw.orElse(""));
    return new KeyUse(dek, writers, near, listed);
  }

  static Bytes position(LogPosition position) {
    ByteArrayDataOutput into = Wire.writer();
    into.writeLong(position.term());
    into.writeLong(position.index());
    return Wire.bytes(into);
  }

  static Decoded<LogPosition> decodePosition(Bytes bytes) {
    return decode(
        bytes,
        cursor -> {
          long term = cursor.u64("term");
          long index = cursor.u64("index");
          cursor.require(term >= 0 && index >= 0, "A position is not negative.");
          return new LogPosition(term, index);
        });
  }

  private static <T> Decoded<T> decode(Bytes bytes, Function<ByteCursor, T> parser) {
    return Decoded.parse(bytes, Sentinel.REQUEST_MALFORMED, parser);
  }

  /** The count is not trusted with memory: each element is there before room is made for it. */
  private static <T> List<T> many(ByteCursor cursor, Function<ByteCursor, T> element) {
    long count = cursor.u32("count");
    List<T> elements = new ArrayList<>();
    for (long n = 0; n < count; n++) {
      elements.add(element.apply(cursor));
    }
    return List.copyOf(elements);
  }
}
