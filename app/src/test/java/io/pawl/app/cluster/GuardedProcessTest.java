// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of Pawl reads no Java objects but exceptions, and those still reach it. */
final class GuardedProcessTest {
  @TempDir Path home;

  @Test
  void objects_that_are_no_exceptions_are_turned_away_in_all_of_the_process()
      throws IOException, InterruptedException {
    assertThat(GuardedProcess.run(List.of(), "--version").said())
        .endsWith("read IOException, filter status: REJECTED\n");
  }

  @Test
  void a_filter_that_the_process_was_given_stays() throws IOException, InterruptedException {
    assertThat(GuardedProcess.run(List.of("-Djdk.serialFilter=java.util.*;!*"), "--version").said())
        .endsWith("filter status: REJECTED, read HashMap\n");
  }

  @Test
  void a_refusal_is_all_that_a_command_says() throws IOException, InterruptedException {
    Path value = Files.writeString(home.resolve("value"), "text");
    for (String command : List.of("seal", "open")) {
      GuardedProcess.Ended refused =
          GuardedProcess.run(
              List.of(),
              command,
              "--members",
              "n1=127.0.0.1:1",
              "--in",
              value.toString(),
              "--kek-file",
              home.resolve("no-such-kek").toString());

      assertThat(refused.code()).isEqualTo(12);
      assertThat(refused.said().lines())
          .hasSize(2)
          .first()
          .asString()
          .startsWith("KEK_UNAVAILABLE");
    }
  }

  @Test
  void a_guarded_client_is_told_refusals_and_who_is_not_of_its_cluster()
      throws IOException, InterruptedException {
    try (InProcess cluster = InProcess.started(home);
        RemoteRegistry registry = cluster.connect()) {
      registry.register(List.of(Registrations.of(7, "a", 5, 1)));
      String members =
          cluster.memberList().stream()
              .map(member -> member.name().value() + "=" + member.address())
              .collect(Collectors.joining(","));
      List<String> none = List.of();

      GuardedProcess.Ended behind =
          GuardedProcess.run(
              none, "register", "--dek", "7", "--node", "a", "--epoch", "4", "--members", members);
      GuardedProcess.Ended foreign =
          GuardedProcess.run(none, "status", "--cluster", "another", "--members", members);

      assertThat(behind.said()).contains("EPOCH_ROLLBACK");
      assertThat(behind.code()).isEqualTo(13);
      assertThat(foreign.said()).contains("is of another cluster");
    }
  }
}
