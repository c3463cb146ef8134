// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** KEKs in files, each of a number. */
public final class KekFiles {
  private static final int LENGTH = 32;

  private KekFiles() {}

  /** The file, made if it is not there. */
  public static Path make(Path file, int number) {
    byte[] kek = new byte[LENGTH];
    Arrays.fill(kek, (byte) number);
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, kek);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
