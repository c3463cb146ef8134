// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.portable;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeSlot;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots whose checksum is right and whose content is not. */
final class SnapshotReaderTest {
  private static final ClusterId CLUSTER = new ClusterId(1, 2);
  private static final long ROW_BYTES_MAX = 0xFFFF_FFFFL;

  private static final KeyRing.Filled RING =
      KeyRing.ofFirst(ringKey(9, Purpose.STORAGE), ringKey(7, Purpose.RAFT));

  @TempDir private Path folder;

  @Test
  void reading_gives_back_what_was_written() throws IOException {
    List<StoredRow> rows = List.of(row(1), row(2), row(3));
    SnapshotHeader header = header(rows.size());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotWriter.write(out, header, KeyRing.EMPTY, rows::forEach);

    List<Change> read = new ArrayList<>();
    try (SnapshotReader reader = SnapshotReader.open(file(out.toByteArray()))) {
      assertThat(reader.header()).isEqualTo(new Value<>(header));
      assertThat(reader.rows(header, read::add)).isEqualTo(new Value<>(header));
    }

    assertThat(read).isEqualTo(rows.stream().map(Change.RowPut::new).toList());
    assertThat(out.toByteArray())
        .isEqualTo(sealed(header, record(row(1)), record(row(2)), record(row(3))).toArray());
  }

  @Test
  void a_key_ring_is_the_first_row_and_counted() throws IOException {
    SnapshotHeader header = SnapshotHeader.of(CLUSTER, new LogPosition(3, 4), RING, 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    long written = SnapshotWriter.write(out, header, RING, List.of(row(1))::forEach);

    assertThat(written).isEqualTo(2).isEqualTo(header.rowCount());
    assertThat(out.toByteArray())
        .isEqualTo(sealed(header(2), record(RING), record(row(1))).toArray());
    List<Change> read = new ArrayList<>();
    try (SnapshotReader reader = SnapshotReader.open(file(out.toByteArray()))) {
      assertThat(reader.header()).isEqualTo(new Value<>(header));
      assertThat(reader.rows(header, read::add)).isEqualTo(new Value<>(header));
    }
    assertThat(read).containsExactly(new Change.KeyRingPut(RING), new Change.RowPut(row(1)));
  }

  @Test
  void a_key_ring_behind_a_row_or_beside_another_is_refused() throws IOException {
    expectMalformed(sealed(header(2), record(row(1)), record(RING)));
    expectMalformed(sealed(header(2), record(RING), record(RING)));
    expectMalformed(sealed(header(1), record(row(1)), record(RING)));
  }

  @Test
  void a_key_ring_that_is_none_is_refused() throws IOException {
    Bytes value = KeyRingCodec.encode(RING);
    Bytes tooLong =
        ByteTape.ofLength(8 + KeyRingCodec.KEY.length())
            .u32(KeyRingCodec.KEY.length())
            .run(KeyRingCodec.KEY)
            .u32(KeyRingCodec.VALUE_LENGTH_MAX + 1)
            .bytes();

    expectMalformed(sealed(header(1), record(KeyRingCodec.KEY, value.prefix(value.length() - 1))));
    expectMalformed(sealed(header(1), record(KeyRingCodec.KEY, Bytes.EMPTY)));
    expectMalformed(sealed(header(1), record(KeyRingCodec.KEY.prefix(18), value)));
    expectMalformed(sealed(header(1), tooLong));
  }

  @Test
  void no_rows_are_a_snapshot_too() throws IOException {
    assertThat(read(sealed(header(0)))).isInstanceOf(Value.class);
  }

  @Test
  void a_row_count_that_lies_is_refused() throws IOException {
    expectMalformed(sealed(header(0), record(row(1))));
    expectMalformed(sealed(header(1)));
    expectMalformed(sealed(header(3), record(row(1)), record(row(2))));
    expectMalformed(sealed(header(Long.MAX_VALUE), record(row(1))));
  }

  @Test
  void rows_out_of_order_are_refused() throws IOException {
    expectMalformed(sealed(header(2), record(row(2)), record(row(1))));
  }

  @Test
  void a_key_that_comes_twice_is_refused() throws IOException {
    expectMalformed(sealed(header(2), record(row(1)), record(row(1))));
  }

  @Test
  void a_length_no_row_can_have_is_refused_before_anything_is_allocated() throws IOException {
    Bytes key = StoredRowCodec.encodeKey(row(1).key());
    Bytes hugeKey = ByteTape.ofLength(4).u32(ROW_BYTES_MAX).bytes();
    Bytes hugeValue =
        ByteTape.ofLength(8 + key.length()).u32(key.length()).run(key).u32(ROW_BYTES_MAX).bytes();

    expectMalformed(sealed(header(1), hugeKey));
    expectMalformed(sealed(header(1), hugeValue));
  }

  @Test
  void a_key_or_value_of_another_shape_is_refused() throws IOException {
    Bytes key = StoredRowCodec.encodeKey(row(1).key());
    Bytes value = StoredRowCodec.encodeValue(row(1).row());
    Bytes foreignValue = StoredRowCodec.encodeValue(row(2).row());

    expectMalformed(sealed(header(1), record(key.prefix(26), value)));
    expectMalformed(sealed(header(1), record(key, value.prefix(27))));
    expectMalformed(sealed(header(1), record(key, Bytes.EMPTY)));
    expectMalformed(sealed(header(1), record(Bytes.EMPTY, value)));
    expectMalformed(sealed(header(1), record(key, foreignValue)));
  }

  @Test
  void a_version_of_the_future_is_refused_by_its_name() throws IOException {
    byte[] bytes = sealed(header(0)).toArray();
    bytes[8] = 2;

    assertThat(read(Bytes.copyOf(bytes)))
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed ->
                assertThat(malformed.sentinel()).isEqualTo(Sentinel.SNAPSHOT_VERSION_UNKNOWN));
  }

  private void expectMalformed(Bytes snapshot) throws IOException {
    assertThat(read(snapshot))
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed -> assertThat(malformed.sentinel()).isEqualTo(Sentinel.SNAPSHOT_MALFORMED));
  }

  private Decoded<SnapshotHeader> read(Bytes snapshot) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(file(snapshot.toArray()))) {
      Decoded<SnapshotHeader> header = reader.header();
      return header instanceof Value<SnapshotHeader> known
          ? reader.rows(known.value(), row -> {})
          : header;
    }
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("snapshot"), bytes);
  }

  private static SnapshotHeader header(long rows) {
    return new SnapshotHeader(CLUSTER, new LogPosition(3, 4), rows);
  }

  private static Bytes sealed(SnapshotHeader header, Bytes... records) {
    int length = SnapshotHeader.LENGTH + 4;
    for (Bytes record : records) {
      length += record.length();
    }
    ByteTape tape = ByteTape.ofLength(length).run(header.encode());
    for (Bytes record : records) {
      tape.run(record);
    }
    CRC32C crc = new CRC32C();
    crc.update(tape.written().toArray());
    return tape.u32(crc.getValue()).bytes();
  }

  private static Bytes record(StoredRow stored) {
    return record(StoredRowCodec.encodeKey(stored.key()), StoredRowCodec.encodeValue(stored.row()));
  }

  private static Bytes record(Bytes key, Bytes value) {
    return ByteTape.ofLength(8 + key.length() + value.length())
        .u32(key.length())
        .run(key)
        .u32(value.length())
        .run(value)
        .bytes();
  }

  private static Bytes record(KeyRing.Filled ring) {
    return record(KeyRingCodec.KEY, KeyRingCodec.encode(ring));
  }

  private static RingKey ringKey(int id, Purpose purpose) {
    Bytes wrapped = Bytes.ofHex("%064x".formatted(id));
    return new RingKey(new DekId(id), purpose, new WrappedDek(wrapped), CreatedAt.UNRECORDED, 1);
  }

  private static StoredRow row(int slot) {
    LocalEpoch epoch = new LocalEpoch(slot);
    return new StoredRow(
        new WriterKey(new DekId(1), new NodeSlot(slot)),
        new WriterRow(
            new NodeId(0x10000L + slot), epoch, epoch, new Incarnation.Drawn(slot, slot)));
  }
}
