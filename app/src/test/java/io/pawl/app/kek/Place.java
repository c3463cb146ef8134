// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.kek;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** A folder with files that might be KEKs. */
record Place(Path folder) {

  /** A file of random bytes without a line break that only the running user can read. */
  Path file(String name, int length) throws IOException {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    for (int place = 0; place < length; place++) {
      bytes[place] = bytes[place] == '\n' || bytes[place] == '\r' ? 0 : bytes[place];
    }
    return file(name, bytes);
  }

  Path file(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return withMode(file, "rw-------");
  }

  static Path withMode(Path file, String permissions) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  Path pipe(String name) throws IOException {
    Path pipe = folder.resolve(name);
    run("mkfifo", "-m", "600", pipe.toString());
    return pipe;
  }

  /** Lets a command of the system do what Java cannot. */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(output).isZero();
    return output;
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
