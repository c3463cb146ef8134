// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pawl.app.cli.Pawl;
import io.pawl.app.cluster.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Does in one process what those of tests do, so that its JVM has loaded what theirs need. */
final class Rehearsal {
  static final List<String> NAMES = List.of("n1", "n2");

  private final Path home;
  private final String members;

  private Rehearsal(Path home, String members) {
    this.home = home;
    this.members = members;
  }

  /** In an empty folder, with the list of the members. */
  public static void main(String[] arguments) throws IOException {
    new Rehearsal(Path.of(arguments[0]), arguments[1]).play();
    System.exit(0);
  }

  private void play() throws IOException {
    succeed("kek", "generate", path("kek"));
    StringWriter said = serve("n1", "rocksdb");
    serve("n2", "mvstore");
    Await.until("the first keys", () -> run("bootstrap", "--members", members) == 0);
    askAndSeal();
    String http = said.toString().strip().replaceFirst(".*, http ", "http://");
    URI.create(http + "/readyz").toURL().openStream().close();
    URI.create(http + "/metrics").toURL().openStream().close();
  }

  private void askAndSeal() throws IOException {
    for (String command : List.of("status", "keys", "writers", "snapshot")) {
      succeed(command, "--members", members);
    }
    succeed("rotate", "--purpose", "storage", "--members", members, "--json");
    run("register", "--dek", "1", "--node", "w1", "--members", members);
    Path value = Files.writeString(home.resolve("value"), "text");
    for (List<String> command :
        List.of(
            List.of("seal", "--node", "w1", "--data", path("w1"), "--in", value.toString()),
            List.of("open", "--in", path("seal")))) {
      succeed(
          Stream.concat(
                  command.stream(),
                  Stream.of(
                      "--members",
                      members,
                      "--kek-file",
                      path("kek"),
                      "--context",
                      "a rehearsal",
                      "--out",
                      path(command.get(0))))
              .toArray(String[]::new));
    }
  }

  /** Returns what it says when it is up. */
  private StringWriter serve(String name, String engine) {
    StringWriter said = new StringWriter();
    String[] arguments = {
      "serve",
      "--node",
      name,
      "--members",
      members,
      "--data",
      path(name),
      "--http",
      "0",
      "--store",
      engine,
      "--encryption",
      "--kek-file",
      path("kek")
    };
    Thread node = new Thread(() -> Pawl.run(arguments, new PrintWriter(said), errors()));
    node.setDaemon(true);
    node.start();
    return said;
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  private static void succeed(String... command) {
    if (run(command) != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }

  private static int run(String... command) {
    return Pawl.run(command, new PrintWriter(new StringWriter()), errors());
  }

  private static PrintWriter errors() {
    return new PrintWriter(System.err, true, UTF_8);
  }
}
