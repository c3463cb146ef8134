// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who this process is for the file system; Java knows only a name, if there is one. */
final class RunningUser {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String USERS = "Uid:";
  private static final int EFFECTIVE = 2;

  private RunningUser() {}

  static int id() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(USERS)) {
        return Integer.parseUnsignedInt(Splitter.on('\t').splitToList(line).get(EFFECTIVE));
      }
    }
    throw new IOException(STATUS + " does not say who the user is");
  }
}
