// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.rocksdb;

import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageUnavailable;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * RocksDB's list of its own files, as far as it must be looked at before RocksDB does. It is
 * written as records, and a record has a kind. There are kinds that only logs have which are
 * written over, and RocksDB's reader passes over such a record as one of the log's former life
 * before it looks at the checksum. In a manifest it then reads on for ever. One flipped bit is
 * enough for that.
 */
final class Manifest {
  private static final String CURRENT = "CURRENT";
  private static final Pattern NAME = Pattern.compile("MANIFEST-\\d+");
  private static final int BLOCK = 32_768;
  private static final int HEADER = 7;
  private static final int LENGTH_AT = 4;
  private static final int KIND_AT = 6;
  private static final int NOTHING = 0;

  private Manifest() {}

  /**
   * Refuses what RocksDB would not come back from. Anything else that is wrong, a manifest that is
   * missing included, is for RocksDB to say, and ends the look.
   *
   * @throws StorageCorrupted a record is of a kind that no manifest has
   */
  static void requireReadable(Path folder) {
    try {
      Path current = folder.resolve(CURRENT);
      if (Files.isRegularFile(current)) {
        String name = new String(Files.readAllBytes(current), StandardCharsets.ISO_8859_1).strip();
        Path manifest = folder.resolve(NAME.matcher(name).matches() ? name : CURRENT);
        if (Files.isRegularFile(manifest)) {
          requireKinds(manifest);
        }
      }
    } catch (IOException e) {
      throw new StorageUnavailable("Looking at the manifest in " + folder + " failed.", e);
    }
  }

  private static void requireKinds(Path manifest) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(manifest))) {
      int left = BLOCK;
      byte[] header = in.readNBytes(HEADER);
      while (header.length == HEADER) {
        int kind = Byte.toUnsignedInt(header[KIND_AT]);
        if (isOfLogsOnly(kind)) {
          throw new StorageCorrupted(
              "A record in %s is of kind %d, which no manifest has.".formatted(manifest, kind));
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

  /** The recyclable ones, whole or in parts, and the recyclable one about timestamps. */
  private static boolean isOfLogsOnly(int kind) {
    return (kind >= 5 && kind <= 8) || kind == 11;
  }
}
