// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.portable;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.ByteCursor;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import java.nio.charset.StandardCharsets;

/**
 * What a snapshot says before its rows.
 *
 * <pre>
 * "PAWLSNP1" 8 | version u8 = 1 | cluster_id 16 | term u64 | index u64 | row_count u64      49 bytes
 * </pre>
 */
public record SnapshotHeader(ClusterId cluster, LogPosition position, long rowCount) {
  static final int LENGTH = 49;

  private static final Bytes MAGIC = Bytes.copyOf("PAWLSNP1".getBytes(StandardCharsets.US_ASCII));
  private static final int VERSION = 1;

  /** Of a state with so many rows of writers. The key ring, if there is one, is a row too. */
  public static SnapshotHeader of(
      ClusterId cluster, LogPosition position, KeyRing ring, long writers) {
    return new SnapshotHeader(
        cluster, position, ring instanceof KeyRing.Filled ? writers + 1 : writers);
  }

  Bytes encode() {
    return ByteTape.ofLength(LENGTH)
        .run(MAGIC)
        .u8(VERSION)
        .u64(cluster.high())
        .u64(cluster.low())
        .u64(position.term())
        .u64(position.index())
        .u64(rowCount)
        .bytes();
  }

  static Decoded<SnapshotHeader> decode(Bytes bytes) {
    return Decoded.parse(bytes, Sentinel.SNAPSHOT_MALFORMED, SnapshotHeader::parse);
  }

  private static SnapshotHeader parse(ByteCursor cursor) {
    cursor.require(cursor.take(MAGIC.length(), "magic").equals(MAGIC), "The magic is missing.");
    int version = cursor.u8("version");
    cursor.require(
        version == VERSION, Sentinel.SNAPSHOT_VERSION_UNKNOWN, "The version is %s.", version);
    ClusterId cluster = new ClusterId(cursor.u64("cluster_id"), cursor.u64("cluster_id"));
    long term = cursor.u64("term");
    long index = cursor.u64("index");
    cursor.require(term >= 0 && index >= 0, "The position is negative.");
    long rowCount = cursor.u64("row_count");
    cursor.require(rowCount >= 0, "The row count is negative.");
    return new SnapshotHeader(cluster, new LogPosition(term, index), rowCount);
  }
}
