// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.RemoteFault;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets members write snapshots. */
@Command(
    name = "snapshot",
    description = "Let a member, or all of them, write a snapshot and forget the log before it.",
    footer = {
      "",
      "Example:",
      "  pawl snapshot --member n2 --members n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103"
    })
final class SnapshotCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.snapshot/1";

  private final Surroundings around;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--member", paramLabel = "NAME", description = "Only this member.")
  private @Nullable String member;

  SnapshotCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (Connection connection = cluster.connect(around)) {
      List<Result> results =
          chosen(connection.cluster().members()).stream()
              .map(name -> take(connection, name))
              .toList();
      if (output.isJson()) {
        around
            .out()
            .println(
                Json.document(
                    SCHEMA,
                    json ->
                        json.objects("snapshots", results, (one, result) -> result.writeTo(one))));
      } else {
        results.forEach(
            result ->
                (result.exitCode() == 0 ? around.out() : around.err()).println(result.text()));
      }
      return results.stream().mapToInt(Result::exitCode).max().orElse(0);
    }
  }

  private List<NodeName> chosen(List<Member> members) {
    List<NodeName> all = members.stream().map(Member::name).toList();
    if (member == null) {
      return all;
    }
    NodeName one = Arguments.nodeName(member);
    if (!all.contains(one)) {
      throw new UnusableArguments("%s is none of the members.".formatted(member));
    }
    return List.of(one);
  }

  private static Result take(Connection connection, NodeName name) {
    try {
      return new Taken(name, connection.ask(registry -> registry.snapshot(name)));
    } catch (RemoteFault fault) {
      return new NotTaken(name, fault.sentinel(), fault.detail());
    }
  }

  /** What came of one member's snapshot. */
  private sealed interface Result {
    void writeTo(Json json);

    String text();

    int exitCode();
  }

  private record Taken(NodeName name, LogPosition position) implements Result {
    @Override
    public void writeTo(Json json) {
      json.text("member", name.value())
          .number("term", position.term())
          .number("index", position.index());
    }

    @Override
    public String text() {
      return "%s: snapshot at term %s, index %s"
          .formatted(name.value(), position.term(), position.index());
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }

  private record NotTaken(NodeName name, Sentinel sentinel, String detail) implements Result {
    @Override
    public void writeTo(Json json) {
      json.text("member", name.value())
          .text("sentinel", sentinel.name())
          .text("meaning", sentinel.meaning())
          .text("detail", detail)
          .text("remedy", sentinel.remedy());
    }

    @Override
    public String text() {
      return name.value() + ": " + Sentences.of(sentinel, detail);
    }

    @Override
    public int exitCode() {
      return sentinel.exitClass().code();
    }
  }
}
