// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import io.pawl.app.cluster.Await;
import io.pawl.app.cluster.KekFiles;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.RemoteRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens to keys, and to their copy in the sidecar, when nodes are killed and folders lost.
 */
final class KeptKeysTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "mvstore"})
  void nodes_that_were_killed_are_guarded_and_all_come_up_at_once_with_their_keys(String engine) {
    Path kek = KekFiles.make(home.resolve("kek"), 1);
    Path other = KekFiles.make(home.resolve("other"), 2);
    try (ServeCluster cluster = new ServeCluster(home).with(encryptedWith(kek))) {
      cluster.startAll(engine);
      KeyRing ring = bootstrapped(cluster);
      cluster.awaitCaughtUp();
      ServeCluster.NAMES.forEach(cluster::kill);

      requireGuarded(cluster, engine, List.of(), Sentinel.ENCRYPTION_DOWNGRADE);
      requireGuarded(cluster, engine, encryptedWith(other), Sentinel.KEK_MISMATCH);

      cluster.startAll(engine);
      try (RemoteRegistry registry = cluster.connect()) {
        assertThat(registry.keys().ring()).isEqualTo(ring);
        KeyedNode.requireAccepted(registry, asked -> asked.rotate(Purpose.STORAGE));
      }
    }
  }

  private void requireGuarded(
      ServeCluster cluster, String engine, List<String> options, Sentinel sentinel) {
    List<String> arguments = new ArrayList<>(cluster.arguments("n1"));
    arguments.addAll(List.of("--store", engine));
    arguments.addAll(options);
    ServeProcess.refused(arguments, sentinel, home);
  }

  private static List<String> encryptedWith(Path kek) {
    return List.of("--encryption", "--kek-file", kek.toString());
  }

  private static KeyRing bootstrapped(ServeCluster cluster) {
    try (RemoteRegistry registry = cluster.connect()) {
      ServeCluster.awaitLeader(registry);
      Await.until("the first keys", () -> registry.bootstrap() instanceof KeyFate.Accepted);
      return registry.keys().ring();
    }
  }

  @Test
  void a_lost_sidecar_is_rebuilt_and_the_node_says_so() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    Files.delete(node.sidecar());

    try (ServeProcess process = ServeProcess.start(node.arguments())) {
      process.awaitReady();

      assertThat(process.errors())
          .hasLineCount(1)
          .contains("WARN", "The sidecar of n1 in group", "was missing: it is rebuilt");
      try (RemoteRegistry registry = CutLog.connect(node.settings())) {
        assertThat(node.sidecar()).content().contains(idsOf(registry));
      }
    }
  }

  @Test
  void a_sidecar_that_is_behind_is_made_good_and_the_node_says_so() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "mvstore").bootstrapped();
    byte[] old = Files.readAllBytes(node.sidecar());
    node.running(KeptKeysTest::requireRotated);
    Files.write(node.sidecar(), old);

    try (ServeProcess process = ServeProcess.start(node.arguments())) {
      process.awaitReady();

      assertThat(process.errors()).hasLineCount(1).contains("WARN", "was behind");
      try (RemoteRegistry registry = CutLog.connect(node.settings())) {
        assertThat(node.sidecar()).content().contains(idsOf(registry));
      }
    }
  }

  @Test
  void a_sidecar_follows_the_keys_without_a_word() {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb");
    try (ServeProcess process = ServeProcess.start(node.arguments())) {
      process.awaitReady();
      try (RemoteRegistry registry = CutLog.connect(node.settings())) {
        assertThat(node.sidecar()).doesNotExist();
        KeyedNode.requireAccepted(registry, RemoteRegistry::bootstrap);
        requireRotated(registry);
        assertThat(node.sidecar()).content().contains(idsOf(registry));
      }
      assertThat(process.errors()).isEmpty();
    }
  }

  /** A cluster is restored from before a rotation, and goes on to other keys than it had. */
  @Test
  void keys_that_only_a_sidecar_still_has_are_set_aside() throws IOException {
    KeyedNode node = KeyedNode.in(home, "n1", "rocksdb").bootstrapped();
    Path backup = home.resolve("backup");
    copy(node.settings().data(), backup);
    node.running(KeptKeysTest::requireRotated);
    String newest = Files.readString(node.sidecar());
    Folders.delete(node.settings().data());
    copy(backup, node.settings().data());
    Files.writeString(node.sidecar(), newest);
    Path aside = node.sidecar().resolveSibling("keys-set-aside-1.json");
    AtomicReference<String[]> now = new AtomicReference<>(new String[0]);

    node.running(
        registry -> {
          assertThat(aside).doesNotExist();
          requireRotated(registry);
          now.set(idsOf(registry));
        });

    assertThat(aside).hasContent(newest);
    assertThat(node.sidecar()).content().contains(now.get()).isNotEqualTo(newest);
  }

  private static void requireRotated(RemoteRegistry registry) {
    KeyedNode.requireAccepted(registry, asked -> asked.rotate(Purpose.STORAGE));
  }

  private static String[] idsOf(RemoteRegistry registry) {
    return registry.keys().ring().keys().stream()
        .map(RingKey::id)
        .map("\"%s\":"::formatted)
        .toArray(String[]::new);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        MoreFiles.createParentDirectories(copy);
        Files.copy(path, copy);
      }
    }
  }
}
