// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pawl.app.cli.Pawl;
import io.pawl.app.wiring.ProcessGuard;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Runs many commands of Pawl's in one process. A line has the name of the files that a command
 * writes its output and its errors to, and its arguments; it is answered with the exit code, on a
 * line that says so: the JDK writes what it says of tokens among them.
 */
final class CommandsMain {
  static final String BETWEEN = "\t";
  static final String ENDED = "ended with ";

  private CommandsMain() {}

  /** The folder of the files. */
  public static void main(String[] arguments) throws IOException {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    ProcessGuard.raise();
    Path folder = Path.of(arguments[0]);
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), UTF_8));
        PrintWriter codes =
            new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] told = line.split(BETWEEN, -1);
        int code = run(folder.resolve(told[0]), Arrays.copyOfRange(told, 1, told.length));
        codes.println("\n" + ENDED + code);
      }
    }
    System.exit(0);
  }

  private static int run(Path files, String[] command) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(files + ".out")));
        PrintWriter err = new PrintWriter(Files.newBufferedWriter(Path.of(files + ".err")))) {
      return Pawl.run(command, out, err);
    }
  }
}
