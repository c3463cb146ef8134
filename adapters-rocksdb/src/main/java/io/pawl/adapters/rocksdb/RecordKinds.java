// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageUnavailable;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A look at what RocksDB writes as records, its manifest and its logs, before RocksDB reads it. A
 * record has a kind, and some kinds are of logs only that are written over. Where such a record
 * comes behind one of another kind, RocksDB 11.8.1 neither takes it nor passes it, and reads it
 * again for ever. One flipped bit is enough for that. No file of ours has such records.
 */
final class RecordKinds {
  /** The recyclable ones: whole or in parts, about timestamps, and about the log before. */
  private static final Set<Integer> NEVER_WRITTEN = Set.of(5, 6, 7, 8, 11, 131);

  private static final int BLOCK = 32_768;
  private static final int HEADER = 7;
  private static final int LENGTH_AT = 4;
  private static final int KIND_AT = 6;
  private static final int NOTHING = 0;

  private RecordKinds() {}

  /**
   * Refuses what RocksDB would not come back from. Anything else that is wrong is for RocksDB to
   * say: it stops there, and so does this.
   *
   * @throws StorageCorrupted a record is of a kind that none has
   */
  static void requireReadable(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "{MANIFEST-*,*.log}")) {
      for (Path file : files) {
        requireKinds(file);
      }
    } catch (IOException e) {
      throw new StorageUnavailable("Looking at the records in " + folder + " failed.", e);
    }
  }

  private static void requireKinds(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      int left = BLOCK;
      byte[] header = in.readNBytes(HEADER);
      while (header.length == HEADER) {
        int kind = Byte.toUnsignedInt(header[KIND_AT]);
        if (NEVER_WRITTEN.contains(kind)) {
          throw new StorageCorrupted(
              "A record in %s is of kind %d, which none of ours has.".formatted(file, kind));
        }
        int rest = left - HEADER;
        int length = kind == NOTHING ? rest : lengthIn(header);
        if (length > rest) {
          return;
        }
        left = passOver(in, length, rest);
        header = in.readNBytes(HEADER);
      }
    } catch (EOFException torn) {
      // What a crash left of the last record; RocksDB knows what to make of it.
    }
  }

  /** A block whose rest is too short for a header ends with it. How much is left in the block. */
  private static int passOver(InputStream in, int length, int rest) throws IOException {
    int after = rest - length;
    if (after >= HEADER) {
      in.skipNBytes(length);
      return after;
    }
    in.skipNBytes(rest);
    return BLOCK;
  }

  private static int lengthIn(byte[] header) {
    return Byte.toUnsignedInt(header[LENGTH_AT])
        | (Byte.toUnsignedInt(header[LENGTH_AT + 1]) << Byte.SIZE);
  }
}
