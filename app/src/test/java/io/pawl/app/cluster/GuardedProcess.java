// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pawl.app.cli.Pawl;
import io.pawl.app.serve.QuickStart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a command of Pawl in a process of its own, and says what objects that process reads. */
public final class GuardedProcess {
  private static final Serializable EXCEPTION = new IOException("an exception");
  private static final Serializable OTHER = new HashMap<>(Map.of("not an", "exception"));

  private GuardedProcess() {}

  /** Ends within {@link Pawl#main}; what is left to say is said on the way out. */
  public static void main(String[] args) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> System.out.println(read(EXCEPTION) + ", " + read(OTHER))));
    Pawl.main(args);
  }

  private static String read(Serializable object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(object);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return "read " + in.readObject().getClass().getSimpleName();
      }
    } catch (IOException | ClassNotFoundException e) {
      return String.valueOf(e.getMessage());
    }
  }

  static Ended run(List<String> options, String... args) throws IOException, InterruptedException {
    List<String> command = QuickStart.command(options, GuardedProcess.class);
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  /** Its exit code, and what it said. */
  record Ended(int code, String said) {}
}
