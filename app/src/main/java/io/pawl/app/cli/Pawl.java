// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.wiring.ProcessGuard;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program. */
public final class Pawl {

  private Pawl() {}

  public static void main(String[] args) {
    OneLog.open();
    ProcessGuard.raise();
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    System.exit(run(args, out, err));
  }

  /** The terminal's own character set would change the names of nodes. */
  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /** Runs one command to its exit code; the streams are flushed and stay open. */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    return run(args, Surroundings.ofThisProcess(out, err));
  }

  static int run(String[] args, Surroundings around) {
    try {
      CommandLine line = PawlCommand.line(around);
      return line.execute(args);
    } catch (RuntimeException | Error e) {
      return new Failures(around).answer(e, Failures.Form.TEXT);
    } finally {
      around.out().flush();
      around.err().flush();
    }
  }
}
