// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cli.Pawl;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a cluster that is really there, and one that is not any more. */
final class CommandsTest {
  private static final String LOAD = "000102030405060708090a0b0c0d0e0f";

  @TempDir Path home;

  @Test
  void commands_do_what_they_say() throws Exception {
    try (InProcess cluster =
        InProcess.in(home).adjust("n2", settings -> settings.withEngine("mvstore"))) {
      InProcess.NAMES.forEach(cluster::start);
      cluster.awaitLeader();

      Ended inserted = run(cluster, "register", "--dek", "7", "--node", "a");
      Ended advanced = run(cluster, "register", "--dek", "7", "--node", "a", "--incarnation", LOAD);
      Ended replayed =
          run(
              cluster,
              "register",
              "--dek",
              "7",
              "--node",
              "a",
              "--epoch",
              "1",
              "--incarnation",
              LOAD);
      Ended cloned = run(cluster, "register", "--dek", "7", "--node", "a", "--epoch", "1");

      assertThat(inserted.out).contains("\"outcome\":\"inserted\"", "\"epoch\":0");
      assertThat(advanced.out).contains("\"outcome\":\"advanced\"", "\"epoch\":1");
      assertThat(replayed.out).contains("\"outcome\":\"replayed\"");
      assertThat(cloned.out).contains("\"sentinel\":\"WRITER_CLONED\"", LOAD);
      assertThat(cloned.code).isEqualTo(13);
      assertThat(run(cluster, "writers").out).contains("\"last_seen\":1", LOAD);
      assertThat(run(cluster, "status").code).isZero();
      assertThat(run(cluster, "status").out).contains("\"engine\":\"mvstore\"", "\"quorum\":true");
      cluster.awaitSamePosition();
      assertThat(run(cluster, "snapshot").code).isZero();
    }
  }

  @Test
  void a_file_of_many_is_registered_in_few_entries() throws Exception {
    Path file = home.resolve("writers.jsonl");
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < 3000; n++) {
      lines.add("{\"dek_id\":%d,\"node\":\"w%d\"}".formatted(1 + n % 2, n % 1000));
    }
    Files.write(file, lines);
    try (InProcess cluster = InProcess.started(home)) {
      String leader = cluster.awaitLeader();

      Ended ended = run(cluster, "register", "--file", file.toString(), "--timeout", "60");

      assertThat(ended.out.lines()).hasSize(3000);
      assertThat(ended.out.lines().filter(line -> line.contains("\"inserted\"")))
          .hasSizeGreaterThan(900);
      assertThat(cluster.node(leader).standing(0).committed()).isLessThan(50);
    }
  }

  @Test
  void a_snapshot_of_nothing_is_refused_and_holds_up_none_of_something() {
    try (InProcess cluster = InProcess.started(home)) {
      cluster.awaitLeader();

      Ended early = run(cluster, "snapshot");
      run(cluster, "register", "--dek", "7", "--node", "a");
      cluster.awaitSamePosition();

      assertThat(early.code).isEqualTo(11);
      assertThat(early.out).contains("\"member\":\"n3\",\"sentinel\":\"SNAPSHOT_EMPTY\"");
      assertThat(run(cluster, "snapshot").code).isZero();
    }
  }

  @Test
  void a_node_that_is_down_is_shown_and_a_majority_goes_on() {
    try (InProcess cluster = InProcess.started(home)) {
      String leader = cluster.awaitLeader();
      String follower =
          InProcess.NAMES.stream().filter(name -> !name.equals(leader)).findFirst().orElseThrow();
      cluster.stop(follower);

      Ended status = run(cluster, "status", "--timeout", "5");
      Ended register = run(cluster, "register", "--dek", "7", "--node", "a");

      assertThat(status.code).isZero();
      assertThat(status.out).contains("\"leader\":\"%s\"".formatted(leader), "\"up\":false");
      assertThat(register.out).contains("\"outcome\":\"inserted\"");
    }
  }

  @Test
  void the_keys_and_their_writers_are_shown_by_whoever_is_left() {
    try (InProcess cluster = InProcess.in(home).encrypted(1)) {
      InProcess.NAMES.forEach(cluster::start);
      cluster.awaitLeader();
      assertThat(run(cluster, "bootstrap").code).isZero();
      cluster.awaitSamePosition();

      Ended whole = run(cluster, "status");
      cluster.stop("n1");
      cluster.stop("n3");
      Ended left = run(cluster, "status", "--timeout", "5");

      assertThat(whole.out).contains("\"encryption\":true,\"kek\":\"file\"", "\"writers\":3");
      assertThat(left.code).isEqualTo(10);
      assertThat(left.out)
          .contains("\"keys_told_by\":\"n2\"", "\"writers\":3", "\"member\":\"n3\"")
          .contains("\"purpose\":\"storage\",\"state\":\"active\"");
    }
  }

  @Test
  void what_cannot_be_answered_ends_in_time_with_an_exit_code_that_says_so() {
    try (InProcess cluster = InProcess.started(home)) {
      cluster.awaitLeader();
      InProcess.NAMES.forEach(cluster::stop);

      Ended register =
          run(cluster, "register", "--dek", "7", "--node", "a", "--epoch", "0", "--timeout", "2");
      Ended writers = run(cluster, "writers", "--timeout", "2");
      Ended status = run(cluster, "status", "--timeout", "2");

      assertThat(register.out).contains("\"outcome\":\"no_leader\"");
      assertThat(register.code).isEqualTo(10);
      assertThat(writers.code).isEqualTo(10);
      assertThat(status.code).isEqualTo(10);
      assertThat(status.out).contains("\"name\":\"n3\"", "\"up\":false");
    }
  }

  private record Ended(int code, String out) {}

  private static Ended run(InProcess cluster, String... command) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--json", "--members", members(cluster)));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Pawl.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    assertThat(err.toString()).isEmpty();
    return new Ended(code, out.toString());
  }

  private static String members(InProcess cluster) {
    return cluster.memberList().stream().map(CommandsTest::text).collect(Collectors.joining(","));
  }

  private static String text(Member member) {
    NodeName name = member.name();
    return name.value() + "=" + member.address();
  }
}
