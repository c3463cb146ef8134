// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cli.Pawl;
import io.pawl.app.cluster.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@code pawl serve} seen from the process that started it. */
final class ServeProcess implements AutoCloseable {
  static final int SIGTERM_EXIT = 128 + 15;

  private static final long PATIENCE_SECONDS = 60;
  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(5);

  /** Most of a short life is the start of the JVM. */
  private static final List<String> QUICK_START =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-Xmx192m",
          "-Dlogback.configurationFile=logback.xml");

  private final Process process;
  private final Path scratch;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServeProcess(Process process, Path scratch) {
    this.process = process;
    this.scratch = scratch;
  }

  static ServeProcess start(List<String> arguments) {
    try {
      // A killed process leaves its temporary files, such as native libraries it unpacked.
      Path scratch = Files.createTempDirectory("pawl-serve");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(QUICK_START);
      command.add("-Djava.io.tmpdir=" + scratch);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Pawl.class.getName()));
      command.add("serve");
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(scratch.resolve("stdout").toFile())
              .redirectError(scratch.resolve("stderr").toFile())
              .start();
      return new ServeProcess(process, scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the line that says that the node is up. */
  String awaitUp() {
    Await.until(
        () -> "the node is up: " + errors(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("The process ended: " + errors());
          }
          return output().endsWith("\n");
        });
    return output().strip();
  }

  ServeProcess awaitReady() {
    awaitUp();
    Await.until(() -> "ready: " + get("/readyz").body(), () -> get("/readyz").statusCode() == 200);
    return this;
  }

  HttpResponse<String> get(String path) {
    String http = awaitUp().replaceFirst(".*, http ", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + http + path)).timeout(HTTP_PATIENCE).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("The process says " + errors(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while asking.", e);
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

  /** What it said before it ended, which is one line. */
  String lastWord() {
    awaitExit();
    List<String> lines = errors().lines().toList();
    assertThat(lines).as("lines on standard error").hasSize(1);
    return lines.get(0);
  }

  String errors() {
    return read("stderr");
  }

  private String output() {
    return read("stdout");
  }

  private String read(String stream) {
    try {
      return Files.readString(scratch.resolve(stream));
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
