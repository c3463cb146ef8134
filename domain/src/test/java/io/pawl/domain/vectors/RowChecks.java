// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;

/** Registry rows, their keys and the prefix the rows of one key share. */
final class RowChecks {

  private RowChecks() {}

  static void key(VectorCase vector) {
    WriterKey key = new WriterKey(vector.dek("dek_id"), vector.slot("node_id16_hex"));
    Bytes bytes = vector.bytes("key");

    assertThat(StoredRowCodec.encodeKey(key)).isEqualTo(bytes);
    assertThat(StoredRowCodec.decodeKey(bytes)).isEqualTo(new Decoded.Value<>(key));
  }

  static void dekPrefix(VectorCase vector) {
    assertThat(StoredRowCodec.dekPrefix(vector.dek("dek_id"))).isEqualTo(vector.bytes("prefix"));
  }

  static void valueV1(VectorCase vector) {
    NodeId owner = vector.node("full_node_id_hex");
    WriterRow row = row(vector, owner, Incarnation.ABSENT);
    Bytes bytes = vector.bytes("value");

    assertThat(StoredRowCodec.encodeValue(row)).isEqualTo(bytes);
    assertThat(StoredRowCodec.decodeValue(bytes)).isEqualTo(new Decoded.Value<>(row));
  }

  static void rowV2(VectorCase vector) {
    NodeId owner = vector.node("node_id");
    WriterKey key = new WriterKey(vector.dek("dek_id"), owner.slot());
    WriterRow row = row(vector, owner, vector.incarnation("incarnation"));

    assertThat(StoredRowCodec.encodeKey(key)).isEqualTo(vector.bytes("key"));
    assertThat(StoredRowCodec.encodeValue(row)).isEqualTo(vector.bytes("value"));
    assertThat(StoredRowCodec.decode(vector.bytes("key"), vector.bytes("value")))
        .isEqualTo(new Decoded.Value<>(new StoredRow(key, row)));
  }

  private static WriterRow row(VectorCase vector, NodeId owner, Incarnation incarnation) {
    return new WriterRow(owner, vector.epoch("first_seen"), vector.epoch("last_seen"), incarnation);
  }
}
