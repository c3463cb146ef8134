// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import com.google.common.primitives.Ints;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.state.Change;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.wire.Decoded.Value;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import io.pawl.ports.fake.InMemoryEngine;
import io.pawl.ports.portable.SnapshotHeader;
import io.pawl.ports.portable.SnapshotReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A snapshot as it was read back. {@code whole} is the reader's verdict at the end; what came
 * before a bad one is shown all the same.
 */
record SnapshotFile(SnapshotHeader header, KeyRing keyRing, List<StoredRow> rows, boolean whole) {

  static SnapshotFile read(Path file) {
    try (SnapshotReader reader = SnapshotReader.open(file)) {
      List<Change> changes = new ArrayList<>();
      SnapshotHeader header =
          reader
              .header()
              .orElse(
                  malformed -> {
                    throw new AssertionError(malformed);
                  });
      Decoded<SnapshotHeader> verdict = reader.rows(header, changes::add);
      Contents read = Contents.blank(header.position()).after(header.position(), changes);
      return new SnapshotFile(
          header, read.keyRing(), read.stored(), verdict instanceof Value<SnapshotHeader>);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes these contents with the store in memory, which every other store is compared with. */
  static Path write(Path target, ClusterId cluster, Contents contents) {
    try (WriterRegistryStore reference =
        new InMemoryEngine().open(new StoreLocation(target.resolveSibling("reference"), cluster))) {
      reference.commit(contents.position(), contents.changes());
      reference.writeSnapshot(target);
      return target;
    }
  }

  /** The same bytes under a checksum that fits them. */
  static byte[] sealed(byte[] snapshot) {
    int end = Math.max(0, snapshot.length - Ints.BYTES);
    CRC32C crc = new CRC32C();
    crc.update(snapshot, 0, end);
    byte[] sealed = snapshot.clone();
    ByteBuffer.wrap(sealed, end, snapshot.length - end)
        .put(Ints.toByteArray((int) crc.getValue()), 0, snapshot.length - end);
    return sealed;
  }
}
