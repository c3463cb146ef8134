// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.KekFiles;
import io.pawl.app.cluster.OwnPorts;
import io.pawl.app.kek.KekSource;
import io.pawl.app.wiring.EncryptionChoice;
import io.pawl.app.wiring.Node;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.KeyFate;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.RemoteRegistry;
import io.pawl.ports.driven.StorageEngines;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A node that is a cluster of its own, runs with a KEK, and has keys. */
record KeyedNode(NodeSettings settings, Path kek) {
  static final int KEK = 1;

  static KeyedNode in(Path home, String name, String engine) {
    return in(home, name, OwnPorts.members(List.of(name)), engine);
  }

  static KeyedNode in(Path home, String name, List<Member> members, String engine) {
    Path kek = KekFiles.make(home.resolve("kek-" + KEK), KEK);
    NodeSettings settings =
        NodeSettings.onRocksDb(new NodeName(name), members, home.resolve(name))
            .withEngine(engine)
            .withEncryption(new EncryptionChoice.On(new KekSource.InFile(kek)));
    return new KeyedNode(settings, kek);
  }

  KeyedNode inCluster(String cluster) {
    return new KeyedNode(settings.inCluster(cluster), kek);
  }

  /** Its first keys are made, and it is stopped again. */
  KeyedNode bootstrapped() {
    running(registry -> requireAccepted(registry, RemoteRegistry::bootstrap));
    return this;
  }

  void running(Consumer<RemoteRegistry> work) {
    try (Node node = Node.start(settings, halted -> {});
        RemoteRegistry registry = CutLog.connect(settings)) {
      work.accept(registry);
      assertThat(node.halted()).isEmpty();
    }
  }

  static void requireAccepted(RemoteRegistry registry, Function<RemoteRegistry, KeyFate> change) {
    assertThat(change.apply(registry)).isInstanceOf(KeyFate.Accepted.class);
  }

  /** What {@code pawl serve} is told, but for the KEK. */
  List<String> withoutEncryption() {
    List<String> arguments =
        new ArrayList<>(
            ServeCluster.arguments(settings.name().value(), settings.members(), settings.data()));
    arguments.addAll(List.of("--store", settings.engine(), "--cluster", settings.cluster()));
    return arguments;
  }

  List<String> withKek(Path file) {
    List<String> arguments = withoutEncryption();
    arguments.addAll(List.of("--encryption", "--kek-file", file.toString()));
    return arguments;
  }

  List<String> arguments() {
    return withKek(kek);
  }

  KeyRing ring() {
    try (WriterRegistryStore store = openStore()) {
      return store.keyRing();
    }
  }

  WriterRegistryStore openStore() {
    return StorageEngines.installed()
        .named(settings.engine())
        .open(new StoreLocation(store(), ClusterId.of(settings.cluster(), 0)));
  }

  Path store() {
    return group().resolve("store");
  }

  Path group() {
    return settings.data().resolve("group-0");
  }

  Path sidecar() {
    return group().resolve("encryption").resolve("keys.json");
  }

  Path logs() {
    return settings.data().resolve("raft");
  }
}
