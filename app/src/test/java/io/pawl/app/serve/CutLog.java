// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.adapters.ratis.LogBeginning;
import io.pawl.app.cluster.Registrations;
import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.key.ClusterId;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folder of a lone node whose log was cut: what was before is in its snapshot and its store.
 */
final class CutLog {
  static final int ROWS = 20;

  private static final int BEFORE_THE_CUT = 15;
  private static final ClusterId GROUP = ClusterId.of(NodeSettings.DEFAULT_CLUSTER, 0);

  private CutLog() {}

  /** The log is cut between its files, and a new leadership begins a new file. */
  static void leaveIn(NodeSettings settings) {
    running(settings, registry -> register(registry, 0, BEFORE_THE_CUT));
    running(
        settings,
        registry -> {
          register(registry, BEFORE_THE_CUT, ROWS);
          registry.snapshot(settings.name());
        });
    assertThat(beginning(settings).first()).as("the log is cut").isPositive();
  }

  private static void running(NodeSettings settings, Consumer<RemoteRegistry> work) {
    try (Node node = Node.start(settings, halted -> {});
        RemoteRegistry registry = connect(settings)) {
      work.accept(registry);
      assertThat(node.halted()).isEmpty();
    }
  }

  static RemoteRegistry connect(NodeSettings settings) {
    return new Cluster(settings.cluster(), settings.members(), 0, Duration.ofSeconds(30)).connect();
  }

  static void register(RemoteRegistry registry, int from, int to) {
    IntStream.range(from, to)
        .mapToObj(n -> Registrations.of(1, "w" + n, 0, n + 1L))
        .forEach(
            registration ->
                assertThat(registry.register(List.of(registration)).get(0))
                    .isInstanceOf(Fate.Accepted.class));
  }

  static LogBeginning beginning(NodeSettings settings) {
    return LogBeginning.of(settings.data().resolve("raft"), GROUP);
  }

  static void deleteSnapshots(Path data) {
    delete(data, "sm", "");
  }

  static void deleteLog(Path data) {
    delete(data, "current", "log_");
  }

  private static void delete(Path data, String folder, String prefix) {
    for (Path group : files(data.resolve("raft"))) {
      files(group.resolve(folder)).stream()
          .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
          .forEach(CutLog::delete);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
