// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.Registrations;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A leader stands still, as a process does when its machine is suspended; another leads. Then it
 * goes on, and finds questions before it can find out.
 */
final class StoodStillTest {
  private static final int ROUNDS = 3;
  private static final int QUESTIONS = 8;

  @TempDir Path home;

  @Test
  void it_answers_no_question_by_what_it_knew_before() {
    try (ServeCluster cluster = ServeCluster.started(home);
        RemoteRegistry registry = cluster.connect()) {
      for (int epoch = 1; epoch <= ROUNDS; epoch++) {
        register(registry, 2 * epoch);
        String leader = ServeCluster.awaitLeader(registry);
        try (RemoteRegistry former = cluster.connect(leader::equals);
            RemoteRegistry others = cluster.connect(name -> !name.equals(leader))) {
          assertThat(lastSeen(former)).isEqualTo(2 * epoch);
          cluster.process(leader).stop();
          register(others, 2 * epoch + 1);
          List<CompletableFuture<Integer>> answers = asked(former);

          cluster.process(leader).goOn();

          int registered = 2 * epoch + 1;
          assertThat(answers).allSatisfy(each -> assertThat(each.join()).isEqualTo(registered));
        }
      }
    }
  }

  private static void register(RemoteRegistry registry, int epoch) {
    assertThat(registry.register(List.of(registration(epoch))))
        .allSatisfy(fate -> assertThat(fate).isInstanceOf(Fate.Accepted.class));
  }

  private static Registration registration(int epoch) {
    return Registrations.of(1, "writer", epoch, epoch);
  }

  private static List<CompletableFuture<Integer>> asked(RemoteRegistry registry) {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> lastSeen(registry)));
    }
    return answers;
  }

  private static int lastSeen(RemoteRegistry registry) {
    Optional<WriterRow> row = registry.row(registration(0).key());
    return row.map(WriterRow::lastSeen).map(LocalEpoch::value).orElseThrow();
  }
}
