// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.portable;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Malformed;
import io.pawl.domain.wire.Decoded.Value;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * Reads what {@link SnapshotWriter} draws: first the header, then the rows, once. They are handed
 * out as they come, as the changes that make the state of them; only the answer at the end says
 * whether they were a whole and undamaged snapshot, so whoever takes them must be able to throw
 * them away.
 */
public final class SnapshotReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LENGTH_FIELD = 4;

  private final CRC32C crc = new CRC32C();
  private final CheckedInputStream in;

  private SnapshotReader(InputStream file) {
    this.in = new CheckedInputStream(new BufferedInputStream(file, BUFFER_BYTES), crc);
  }

  public static SnapshotReader open(Path source) throws IOException {
    return over(new FileInputStream(source.toFile()));
  }

  /** Reads from a stream, which it closes in the end. */
  public static SnapshotReader over(InputStream source) {
    return new SnapshotReader(source);
  }

  public Decoded<SnapshotHeader> header() throws IOException {
    return SnapshotHeader.decode(take(SnapshotHeader.LENGTH));
  }

  /** Everything behind the header, to the last byte of the file. */
  public Decoded<SnapshotHeader> rows(SnapshotHeader header, Consumer<Change> sink)
      throws IOException {
    Bytes before = Bytes.EMPTY;
    for (long left = header.rowCount(); left > 0; left--) {
      Decoded<Bytes> key = field(StoredRowCodec.KEY_LENGTH);
      Decoded<Bytes> value = field(valueLengthMax(key));
      Bytes last = before;
      Decoded<Change> row = key.flatMap(k -> value.flatMap(v -> rowAfter(last, k, v)));
      if (row instanceof Malformed<Change> malformed) {
        return new Malformed<>(malformed.sentinel(), malformed.detail());
      }
      sink.accept(((Value<Change>) row).value());
      before = ((Value<Bytes>) key).value();
    }
    return trailer(header);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A key ring may be long; no other row may. */
  private static int valueLengthMax(Decoded<Bytes> key) {
    return key.equals(new Value<>(KeyRingCodec.KEY))
        ? KeyRingCodec.VALUE_LENGTH_MAX
        : StoredRowCodec.VALUE_LENGTH_DRAWN;
  }

  private static Decoded<Change> rowAfter(Bytes before, Bytes key, Bytes value) {
    if (before.compareTo(key) >= 0) {
      return malformed("The rows are not in key order.");
    }
    if (key.equals(KeyRingCodec.KEY)) {
      return KeyRingCodec.decode(value) instanceof Value<KeyRing.Filled> ring
          ? new Value<>(new Change.KeyRingPut(ring.value()))
          : malformed("The key ring is malformed.");
    }
    return StoredRowCodec.decode(key, value) instanceof Value<StoredRow> stored
        ? new Value<>(new Change.RowPut(stored.value()))
        : malformed("A row is malformed.");
  }

  private Decoded<SnapshotHeader> trailer(SnapshotHeader header) throws IOException {
    long expected = crc.getValue();
    Bytes checksum = take(LENGTH_FIELD);
    if (in.read() >= 0) {
      return malformed("Bytes follow the checksum.");
    }
    return number(checksum)
        .flatMap(
            found ->
                found == expected
                    ? new Value<>(header)
                    : malformed("The checksum is of other bytes."));
  }

  /** A run of bytes behind its length, which is checked before anything is allocated. */
  private Decoded<Bytes> field(int lengthMax) throws IOException {
    Bytes lengthBytes = take(LENGTH_FIELD);
    if (number(lengthBytes) instanceof Value<Long> length && length.value() <= lengthMax) {
      Bytes content = take(length.value().intValue());
      return content.length() == length.value()
          ? new Value<>(content)
          : malformed("The file ends inside a row.");
    }
    return malformed("A length is missing or out of bounds.");
  }

  private static Decoded<Long> number(Bytes bytes) {
    return Decoded.parse(bytes, Sentinel.SNAPSHOT_MALFORMED, cursor -> cursor.u32("number"));
  }

  private static <T> Decoded<T> malformed(String detail) {
    return new Malformed<>(Sentinel.SNAPSHOT_MALFORMED, detail);
  }

  /** At most this many bytes: fewer only where the file ends. */
  private Bytes take(int length) throws IOException {
    return Bytes.copyOf(in.readNBytes(length));
  }
}
