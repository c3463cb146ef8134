// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.portable;

import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.KeyRingCodec;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.state.StoredRowCodec;
import io.pawl.domain.wire.ByteTape;
import io.pawl.domain.wire.Bytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes the portable snapshot format.
 *
 * <pre>
 * {@link SnapshotHeader} | rows in key order, the key ring first if there is one, each:
 *                  key_len u32 | key | value_len u32 | value
 *                | crc32c u32 of everything before
 * </pre>
 *
 * The bytes depend on the key ring, the rows, the position and the cluster, and on nothing else.
 */
public final class SnapshotWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private SnapshotWriter() {}

  /** Shows a visitor every row of a writer in key order. */
  @FunctionalInterface
  public interface Rows {
    void visit(Consumer<StoredRow> visitor);
  }

  /**
   * Writes header, key ring, rows and checksum.
   *
   * @return how many rows were written, the ring's included; the file is whole only if the header
   *     says so many
   */
  public static long write(OutputStream target, SnapshotHeader header, KeyRing ring, Rows rows)
      throws IOException {
    CRC32C crc = new CRC32C();
    OutputStream out = new CheckedOutputStream(new BufferedOutputStream(target, BUFFER_BYTES), crc);
    out.write(header.encode().toArray());
    AtomicLong written = new AtomicLong();
    try {
      if (ring instanceof KeyRing.Filled filled) {
        writeRow(out, KeyRingCodec.KEY, KeyRingCodec.encode(filled));
        written.incrementAndGet();
      }
      rows.visit(
          row -> {
            writeRow(
                out, StoredRowCodec.encodeKey(row.key()), StoredRowCodec.encodeValue(row.row()));
            written.incrementAndGet();
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    out.write(ByteTape.ofLength(4).u32(crc.getValue()).bytes().toArray());
    out.flush();
    return written.get();
  }

  private static void writeRow(OutputStream out, Bytes key, Bytes value) {
    Bytes record =
        ByteTape.ofLength(4 + key.length() + 4 + value.length())
            .u32(key.length())
            .run(key)
            .u32(value.length())
            .run(value)
            .bytes();
    try {
      out.write(record.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
