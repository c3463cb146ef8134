// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.usecase.DrawnIncarnations;
import io.pawl.app.usecase.EpochChoice;
import io.pawl.domain.writer.NodeId;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers one writer, or many from a file. */
@Command(
    name = "register",
    description = "Register a writer under a key, or many with --file.",
    footer = {
      "",
      "Examples:",
      "  pawl register --dek 7 --node storage-1 --members n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103",
      "  pawl register --file writers.jsonl --members n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103"
    })
final class RegisterCommand implements Callable<Integer> {
  static final String SCHEMA = "pawl.register/1";

  private static final String STANDARD_INPUT = "-";

  private final Surroundings around;
  private final DrawnIncarnations incarnations = DrawnIncarnations.secure();

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--dek", paramLabel = "ID", description = "The id of the key.")
  private @Nullable String dek;

  @Option(names = "--node", paramLabel = "NAME", description = "The name of the node that writes.")
  private @Nullable String node;

  @Option(
      names = "--epoch",
      paramLabel = "E",
      description = "The epoch to register. Default: the next free one.")
  private @Nullable String epoch;

  @Option(
      names = "--incarnation",
      paramLabel = "HEX32",
      description = "Which load of the node asks. Default: a fresh one.")
  private @Nullable String incarnation;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Many registrations, a JSON object on each line; - is standard input.")
  private @Nullable String file;

  RegisterCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    return file == null ? one(proposal()) : many(file);
  }

  private int one(Proposal proposal) {
    Reply reply =
        proposal
            .reserved()
            .map(sentinel -> Replies.reserved(sentinel, proposal))
            .orElseGet(() -> ask(proposal));
    if (output.isJson()) {
      around.out().println(Json.document(SCHEMA, reply::writeTo));
    } else {
      (reply instanceof Reply.Accepted ? around.out() : around.err()).println(reply.text());
    }
    return reply.exitClass().code();
  }

  private Reply ask(Proposal proposal) {
    try (Connection connection = cluster.connect(around)) {
      return connection.register(
          registering -> Replies.to(registering.register(List.of(proposal.request())).get(0)));
    }
  }

  private Proposal proposal() {
    if (dek == null || node == null) {
      throw new UnusableArguments("Name the writer with --dek and --node, or many with --file.");
    }
    return new Proposal(
        Arguments.dekNumber(dek),
        NodeId.of(Arguments.nodeName(node)).bits(),
        Optional.ofNullable(epoch)
            .<EpochChoice>map(text -> new EpochChoice.Exactly(Arguments.epoch(text)))
            .orElse(EpochChoice.NEXT_FREE),
        Optional.ofNullable(incarnation).map(Arguments::incarnation).orElseGet(incarnations));
  }

  private int many(String path) {
    if (dek != null || node != null || epoch != null || incarnation != null) {
      throw new UnusableArguments("With --file the writers are in the file, and nowhere else.");
    }
    try (Connection connection = cluster.connect(around);
        InputStream in = path.equals(STANDARD_INPUT) ? around.in() : new FileInputStream(path)) {
      return new RegisteringLines(connection, incarnations, around.out()).answer(new Lines(in));
    } catch (IOException e) {
      throw new UnusableArguments("%s cannot be read: %s.".formatted(path, e.getMessage()), e);
    }
  }
}
