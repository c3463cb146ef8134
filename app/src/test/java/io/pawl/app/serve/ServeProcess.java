// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cli.Pawl;
import io.pawl.app.cluster.Await;
import io.pawl.domain.fault.Sentinel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@code pawl serve} seen from the process that started it. */
final class ServeProcess implements AutoCloseable {
  static final int SIGTERM_EXIT = 128 + 15;

  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(5);

  private final ChildProcess process;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServeProcess(ChildProcess process) {
    this.process = process;
  }

  static ServeProcess start(List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add("serve");
    all.addAll(arguments);
    return new ServeProcess(ChildProcess.start(Pawl.class, all));
  }

  /**
   * Starts one that must not start, and leave every byte below this folder as it was. Returns the
   * one line it says.
   */
  static String refused(List<String> arguments, Sentinel sentinel, Path untouched) {
    Map<String, String> before = Folders.content(untouched);
    try (ServeProcess process = start(arguments)) {
      Await.until(() -> "it is up, or ends: " + process.errors(), process::isUpOrEnded);
      assertThat(process.process.output()).as("said of one to refuse: %s", sentinel).isEmpty();
      assertThat(process.awaitExit()).as(process.errors()).isEqualTo(sentinel.exitClass().code());
      String word = process.lastWord();
      assertThat(word).startsWith(sentinel + ": " + sentinel.meaning()).endsWith(sentinel.remedy());
      assertThat(Folders.content(untouched)).isEqualTo(before);
      return word;
    }
  }

  /** Starts one whose arguments are of no use, which is told before anything is looked at. */
  static String unusable(List<String> arguments, Path untouched) {
    Map<String, String> before = Folders.content(untouched);
    try (ServeProcess process = start(arguments)) {
      assertThat(process.process.awaitExit()).as(process.errors()).isEqualTo(2);
      assertThat(process.process.output()).isEmpty();
      assertThat(Folders.content(untouched)).isEqualTo(before);
      return process.errors();
    }
  }

  private boolean isUpOrEnded() {
    return !process.isAlive() || process.output().endsWith("\n");
  }

  /** Waits for the line that says that the node is up. */
  String awaitUp() {
    Await.until(
        () -> "the node is up: " + errors(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("The process ended: " + errors());
          }
          return process.output().endsWith("\n");
        });
    return process.output().strip();
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
    process.kill();
  }

  /** Ends it as an operator does; returns its exit code. */
  int terminate() {
    return process.terminate();
  }

  int awaitExit() {
    return process.awaitExit();
  }

  /** What it said before it ended, which is one line. */
  String lastWord() {
    awaitExit();
    List<String> lines = errors().lines().toList();
    assertThat(lines).as("lines on standard error").hasSize(1);
    return lines.get(0);
  }

  String errors() {
    return process.errors();
  }

  @Override
  public void close() {
    process.close();
  }
}
