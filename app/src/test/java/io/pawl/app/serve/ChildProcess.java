// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Java program in a process of its own. What it writes goes into files, so that all of it is
 * there when it was killed.
 */
final class ChildProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final int HEAP_MEBIBYTES = 192;

  private final Process process;
  private final Path scratch;

  private ChildProcess(Process process, Path scratch) {
    this.process = process;
    this.scratch = scratch;
  }

  static ChildProcess start(Class<?> program, List<String> arguments) {
    return start(program, arguments, HEAP_MEBIBYTES);
  }

  static ChildProcess start(Class<?> program, List<String> arguments, int heapMebibytes) {
    try {
      // A killed process leaves its temporary files, such as native libraries it unpacked.
      Path scratch = Files.createTempDirectory("pawl-child");
      List<String> command =
          QuickStart.command(
              List.of("-Xmx" + heapMebibytes + "m", "-Djava.io.tmpdir=" + scratch), program);
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(scratch.resolve("stdout").toFile())
              .redirectError(scratch.resolve("stderr").toFile())
              .start();
      return new ChildProcess(process, scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Gives it something to read. */
  void tell(String text) {
    try {
      OutputStream in = process.getOutputStream();
      in.write(text.getBytes(UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new AssertionError("The process says " + errors(), e);
    }
  }

  /** It has been told everything. */
  void tellNoMore() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new AssertionError("The process says " + errors(), e);
    }
  }

  void kill() {
    process.toHandle().destroyForcibly();
    awaitExit();
  }

  /** Ends it as an operator does; returns its exit code. */
  int terminate() {
    process.destroy();
    return awaitExit();
  }

  int awaitExit() {
    try {
      return process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("The process does not end: " + errors(), e);
    }
  }

  String errors() {
    return new String(read("stderr"), UTF_8);
  }

  String output() {
    return new String(outputBytes(), UTF_8);
  }

  byte[] outputBytes() {
    return read("stdout");
  }

  private byte[] read(String stream) {
    try {
      return Files.readAllBytes(scratch.resolve(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    Folders.delete(scratch);
  }
}
