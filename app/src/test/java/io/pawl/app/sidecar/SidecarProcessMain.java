// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pawl.domain.fault.Fault;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Opens a sidecar, says what it finds, and spends epochs for as long as it lives. */
final class SidecarProcessMain {
  private SidecarProcessMain() {}

  public static void main(String[] arguments) throws IOException {
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      spend(Path.of(arguments[0]), out);
    }
  }

  private static void spend(Path data, OutputStream out) throws IOException {
    try (FileSidecar sidecar = Samples.open(data)) {
      int next = sidecar.lastSpent(Samples.STORAGE).map(last -> last.value() + 1).orElse(0);
      while (true) {
        sidecar.spend(Samples.STORAGE, Samples.epoch(next));
        say(next, out);
        next++;
      }
    } catch (Fault e) {
      say(e.sentinel(), out);
    }
  }

  private static void say(Object what, OutputStream out) throws IOException {
    out.write((what + "\n").getBytes(UTF_8));
  }
}
