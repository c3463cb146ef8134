// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.contract.StoreProcessMain.Task;
import io.pawl.ports.driven.StorageEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link StoreProcessMain} seen from the process that started it. */
final class StoreProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;
  private static final int SIGKILL_EXIT = 128 + 9;

  /** Most of a short life is the start of the JVM. */
  private static final List<String> QUICK_START =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-Xmx128m");

  private final Process process;
  private final BufferedReader output;
  private final Path scratch;

  private StoreProcess(Process process, Path scratch) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.scratch = scratch;
  }

  static StoreProcess start(StorageEngine engine, Path home, Task task) throws IOException {
    // A killed process leaves its temporary files, such as native libraries it unpacked.
    Path scratch = Files.createTempDirectory("pawl-process");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    command.add("-Djava.io.tmpdir=" + scratch);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(StoreProcessMain.class.getName());
    command.add(engine.getClass().getName());
    command.add(home.toString());
    command.add(task.name());
    Process process =
        new ProcessBuilder(command).redirectError(scratch.resolve("stderr").toFile()).start();
    return new StoreProcess(process, scratch);
  }

  /** The next thing it says; a process that says nothing more has failed. */
  String nextLine() throws IOException {
    String said = patientlyAwaited(CompletableFuture.<@Nullable String>supplyAsync(this::readLine));
    if (said == null) {
      throw new AssertionError("The process ended by itself: " + errors());
    }
    return said;
  }

  /** Ends it in the middle of whatever it does; returns what it had said before, still unread. */
  List<String> kill() throws IOException {
    // By its handle: Process.destroyForcibly would also close what is still to be read.
    process.toHandle().destroyForcibly();
    List<String> unread = output.lines().toList();
    assertThat(patientlyAwaited(process.onExit()).exitValue())
        .as("the exit code of a killed process, which said %s", errors())
        .isEqualTo(SIGKILL_EXIT);
    return unread;
  }

  /** Lets it go on to its end. */
  void letGo() throws IOException {
    process.getOutputStream().close();
    assertThat(patientlyAwaited(process.onExit()).exitValue()).as(errors()).isZero();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    output.close();
    HomeFiles.delete(scratch);
  }

  private <T extends @Nullable Object> T patientlyAwaited(CompletableFuture<T> future)
      throws IOException {
    try {
      return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new AssertionError("The process neither speaks nor ends: " + errors(), e);
    }
  }

  private @Nullable String readLine() {
    try {
      return output.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String errors() throws IOException {
    return Files.readString(scratch.resolve("stderr"));
  }
}
