// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.usecase.ClusterStatus;
import io.pawl.app.usecase.ToldKeys;
import io.pawl.domain.fault.ExitClass;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.MemberStatus;
import io.pawl.ports.driven.MemberStatus.Build;
import io.pawl.ports.driven.MemberStatus.Standing;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.UnixClock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what each member says of itself, and what the best informed one says of the keys. */
@Command(
    name = "status",
    description = {
      "Show who leads and how far each member is, and the keys with who registered under them.",
      "Exits with 10 without a quorum."
    },
    footer = {
      "",
      "Example:",
      "  pawl status --members n1=127.0.0.1:7101,n2=127.0.0.1:7102,n3=127.0.0.1:7103"
    })
final class StatusCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.status/1";
  private static final String UNKNOWN = "-";

  private final Surroundings around;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  StatusCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (Connection connection = cluster.connect(around)) {
      Answer answer = connection.ask(Answer::of);
      if (output.isJson()) {
        around.out().println(Json.document(SCHEMA, json -> write(json, connection, answer)));
      } else {
        print(connection.cluster().members(), answer.status());
        printKeys(connection.cluster().members(), answer);
      }
      return (answer.status().hasQuorum() ? ExitClass.OK : ExitClass.NO_QUORUM).code();
    }
  }

  /** What the members say of themselves, and one of them of the keys. */
  private record Answer(ClusterStatus status, List<ToldKeys> told) {
    static Answer of(RemoteRegistry registry) {
      ClusterStatus status = new ClusterStatus(registry.status());
      return new Answer(status, ToldKeys.askedOf(registry, status).stream().toList());
    }

    Optional<ToldKeysReport> report(List<Member> members, UnixClock clock) {
      return told.stream().map(keys -> ToldKeysReport.of(keys, members, clock)).findFirst();
    }
  }

  private void write(Json json, Connection connection, Answer answer) {
    List<Member> members = connection.cluster().members();
    write(json, connection, answer.status());
    answer
        .report(members, around.clock())
        .ifPresentOrElse(report -> report.write(json), () -> ToldKeysReport.writeNothing(json));
  }

  private void printKeys(List<Member> members, Answer answer) {
    answer
        .report(members, around.clock())
        .ifPresentOrElse(
            report -> report.print(around.out()::println),
            () -> around.out().println("No member told in time which keys there are."));
  }

  private static void write(Json json, Connection connection, ClusterStatus status) {
    json.text("cluster", connection.cluster().name()).number("group", connection.cluster().group());
    status
        .leader()
        .ifPresentOrElse(
            leader -> json.text("leader", leader.name().value()), () -> json.nothing("leader"));
    json.flag("quorum", status.hasQuorum());
    json.objects(
        "members",
        status.members(),
        (member, said) ->
            write(member, said, address(connection.cluster().members(), said), status));
  }

  private static String address(List<Member> members, MemberStatus said) {
    return members.stream()
        .filter(member -> member.name().equals(said.name()))
        .map(Member::address)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static void write(Json json, MemberStatus said, String address, ClusterStatus status) {
    json.text("name", said.name().value()).text("address", address);
    json.flag("up", !(said instanceof MemberStatus.Down));
    json.flag("halted", said instanceof MemberStatus.Halted);
    if (said instanceof MemberStatus.Up up) {
      write(json, up.standing(), status);
      writeRefused(json, up);
    } else {
      List.of(
              "role",
              "leader",
              "term",
              "applied",
              "committed",
              "lag",
              "engine",
              "version",
              "encryption",
              "kek",
              "sidecar",
              "refused")
          .forEach(json::nothing);
    }
    if (detail(said).isEmpty()) {
      json.nothing("detail");
    } else {
      json.text("detail", detail(said));
    }
  }

  private static void write(Json json, Standing standing, ClusterStatus status) {
    json.text("role", standing.role());
    if (standing.leader().isEmpty()) {
      json.nothing("leader");
    } else {
      json.text("leader", standing.leader());
    }
    json.number("term", standing.term())
        .number("applied", standing.applied())
        .number("committed", standing.committed());
    OptionalLong lag = status.lag(standing);
    if (lag.isPresent()) {
      json.number("lag", lag.getAsLong());
    } else {
      json.nothing("lag");
    }
    json.text("engine", standing.engine()).text("version", standing.version());
    writeKek(json, standing.kek());
    if (standing.sidecar() >= 0) {
      json.number("sidecar", standing.sidecar());
    } else {
      json.nothing("sidecar");
    }
  }

  private static void writeKek(Json json, String kek) {
    if (kek.equals(Standing.UNTOLD)) {
      json.nothing("encryption").nothing("kek");
    } else if (kek.isEmpty()) {
      json.flag("encryption", false).nothing("kek");
    } else {
      json.flag("encryption", true).text("kek", kek);
    }
  }

  private static void writeRefused(Json json, MemberStatus.Up up) {
    if (up.build() == Build.OLDER) {
      json.nothing("refused");
    } else {
      json.objects(
          "refused",
          up.standing().refused().entrySet(),
          (one, times) -> one.text("sentinel", times.getKey()).number("times", times.getValue()));
    }
  }

  private static String detail(MemberStatus said) {
    if (said instanceof MemberStatus.Halted halted) {
      return halted.detail();
    }
    return said instanceof MemberStatus.Up up ? detail(up) : ((MemberStatus.Down) said).detail();
  }

  private static String detail(MemberStatus.Up up) {
    String version = up.standing().version();
    return switch (up.build()) {
      case ALIKE -> "";
      case OLDER ->
          "It runs an older version, %s, which does not say all that this one asks."
              .formatted(version);
      case NEWER ->
          "It runs a newer version, %s, which says more than this one understands."
              .formatted(version);
    };
  }

  private void print(List<Member> members, ClusterStatus status) {
    Table table =
        Table.of(
            "MEMBER",
            "ADDRESS",
            "STATE",
            "LEADER",
            "TERM",
            "APPLIED",
            "COMMITTED",
            "LAG",
            "ENGINE",
            "VERSION",
            "KEK",
            "SIDECAR");
    for (MemberStatus said : status.members()) {
      if (said instanceof MemberStatus.Up up) {
        table.row(cells(up, address(members, said), status));
      } else {
        String state = said instanceof MemberStatus.Halted ? "halted" : "down";
        table.row(
            said.name().value(),
            address(members, said),
            state,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN,
            UNKNOWN);
      }
    }
    table.lines().forEach(around.out()::println);
    status.members().stream()
        .filter(said -> !detail(said).isEmpty())
        .forEach(said -> around.out().println(said.name().value() + ": " + detail(said)));
    status.members().forEach(this::printRefused);
    if (!status.hasQuorum()) {
      around.out().println("There is no leader that a majority of the members follows.");
    }
  }

  private void printRefused(MemberStatus said) {
    if (said instanceof MemberStatus.Up up && !up.standing().refused().isEmpty()) {
      around
          .out()
          .println(
              up.standing().refused().entrySet().stream()
                  .map(times -> "%s %d".formatted(times.getKey(), times.getValue()))
                  .collect(
                      Collectors.joining(
                          ", ", up.name().value() + " refused since it was started: ", ".")));
    }
  }

  private static String[] cells(MemberStatus.Up up, String address, ClusterStatus status) {
    Standing standing = up.standing();
    OptionalLong lag = status.lag(standing);
    return new String[] {
      up.name().value(),
      address,
      standing.role(),
      standing.leader().isEmpty() ? UNKNOWN : standing.leader(),
      Long.toString(standing.term()),
      Long.toString(standing.applied()),
      Long.toString(standing.committed()),
      lag.isPresent() ? Long.toString(lag.getAsLong()) : UNKNOWN,
      standing.engine(),
      standing.version(),
      standing.kek().isEmpty() ? UNKNOWN : standing.kek(),
      sidecar(standing.sidecar())
    };
  }

  private static String sidecar(long index) {
    if (index == Standing.SIDECAR_UNTOLD) {
      return Standing.UNTOLD;
    }
    return index == Standing.NO_SIDECAR ? UNKNOWN : Long.toString(index);
  }
}
