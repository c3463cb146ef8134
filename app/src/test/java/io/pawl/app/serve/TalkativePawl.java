// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pawl.app.cli.Pawl;
import io.pawl.app.cluster.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs {@code pawl} in processes that log all they can, with whole stack traces, and keeps
 * everything they say in files.
 */
final class TalkativePawl implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final String COMMANDS = "commands";
  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(10);

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="ERR" class="ch.qos.logback.core.ConsoleAppender">
          <target>System.err</target>
          <encoder><pattern>%d %level %logger %thread %mdc %msg %ex{full}%n</pattern></encoder>
        </appender>
        <root level="ALL"><appender-ref ref="ERR"/></root>
      </configuration>
      """;

  private final Path told;
  private final Path logback;
  private final Path jdkLogging;
  private final Map<String, Process> running = new LinkedHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private int processes;
  private int commandsRun;

  TalkativePawl(Path told) {
    this.told = told;
    try {
      logback = Files.writeString(told.resolve("logback.xml"), LOGBACK);
      jdkLogging = Files.writeString(told.resolve("logging.properties"), ".level = ALL\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a command ended, and what it printed. */
  record Ended(int code, String out) {}

  /** All commands run in one process: its start would be most of the life of each. */
  Ended run(String... command) {
    String name = "%03d-%s".formatted(++processes, command[0]);
    Process process = commands();
    tell(process, name + CommandsMain.BETWEEN + String.join(CommandsMain.BETWEEN, command));
    commandsRun++;
    Await.until(
        () -> name + " ends",
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(name + " ended all commands.");
          }
          return codes().size() == commandsRun;
        });
    return new Ended(Integer.parseInt(codes().get(commandsRun - 1)), said(name, "out"));
  }

  private List<String> codes() {
    return said("000-" + COMMANDS, "out")
        .lines()
        .filter(line -> line.startsWith(CommandsMain.ENDED))
        .map(line -> line.substring(CommandsMain.ENDED.length()))
        .toList();
  }

  private Process commands() {
    return running.computeIfAbsent(
        COMMANDS, name -> start("000-" + name, CommandsMain.class, List.of(told.toString())));
  }

  /** There are no more. */
  int endCommands() {
    try {
      process(COMMANDS).getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return awaitEnd(COMMANDS);
  }

  private static void tell(Process process, String line) {
    try {
      OutputStream in = process.getOutputStream();
      in.write((line + "\n").getBytes(UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does not wait until it is up. */
  void begin(String node, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("serve"));
    command.addAll(arguments);
    running.put(node, start("%03d-%s".formatted(++processes, node), Pawl.class, command));
  }

  private Process start(String name, Class<?> program, List<String> arguments) {
    try {
      Path scratch = Files.createDirectory(told.resolve(name + ".tmp"));
      List<String> command =
          QuickStart.command(
              List.of(
                  "-Xmx192m",
                  "-Djava.io.tmpdir=" + scratch,
                  "-Djava.security.debug=provider,jca,sunpkcs11,pkcs11keystore",
                  "-Djava.util.logging.config.file=" + jdkLogging,
                  "-Dlogback.configurationFile=" + logback),
              program);
      command.addAll(arguments);
      return new ProcessBuilder(command)
          .redirectOutput(told.resolve(name + ".out").toFile())
          .redirectError(told.resolve(name + ".err").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady(String node) {
    Await.until(
        () -> node + " is ready: " + lastLines(node),
        () -> {
          if (!process(node).isAlive()) {
            throw new AssertionError(node + " ended: " + lastLines(node));
          }
          return said(nameOf(node), "out").matches("(?s).*, http \\S+\\s.*")
              && get(node, "/readyz").statusCode() == 200;
        });
  }

  /** Keeps what a node answers over HTTP beside what it logs. */
  String keep(String node, String path) {
    try {
      String body = get(node, path).body();
      Files.writeString(
          told.resolve("%03d-%s%s.http".formatted(++processes, node, path.replace('/', '-'))),
          body);
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String node, String path) {
    // What the JDK says of tokens is on standard output, too.
    String http = said(nameOf(node), "out").replaceFirst("(?s).*, http (\\S+)\\s.*", "$1");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + http + path)).timeout(HTTP_PATIENCE).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while asking.", e);
    }
  }

  int stop(String node) {
    process(node).destroy();
    return awaitEnd(node);
  }

  int awaitEnd(String node) {
    int code = awaitExit(nameOf(node), process(node));
    running.remove(node);
    return code;
  }

  private Process process(String node) {
    Process process = running.get(node);
    if (process == null) {
      throw new IllegalStateException(node + " does not run.");
    }
    return process;
  }

  private int awaitExit(String name, Process process) {
    try {
      return process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(name + " does not end.", e);
    } finally {
      process.toHandle().destroyForcibly();
    }
  }

  /** What the node's newest process writes to is named after it. */
  private String nameOf(String node) {
    String[] names = told.toFile().list((folder, name) -> name.endsWith("-" + node + ".out"));
    return List.of(names == null ? new String[0] : names).stream()
        .sorted()
        .reduce((one, later) -> later)
        .map(name -> name.replaceFirst("\\.out$", ""))
        .orElseThrow();
  }

  private String lastLines(String node) {
    List<String> lines = said(nameOf(node), "err").lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private String said(String name, String stream) {
    try {
      return Files.readString(told.resolve(name + "." + stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    running.values().forEach(process -> process.toHandle().destroyForcibly());
    running.forEach(this::awaitExit);
    running.clear();
  }
}
