// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.cluster.OwnPorts;
import io.pawl.app.secret.KeySearch;
import io.pawl.app.secret.KeySpellings;
import io.pawl.app.sidecar.FileSidecar;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.Unwrapping;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A cluster whose nodes and commands log all they can, in one folder with all they leave behind.
 */
final class TalkativeCluster implements AutoCloseable {
  private static final ClusterId CLUSTER = ClusterId.of(NodeSettings.DEFAULT_CLUSTER, 0);

  private final Path home;
  private final List<Member> members;
  private final TalkativePawl pawl;

  TalkativeCluster(Path home, List<String> names) throws IOException {
    this.home = home;
    this.members = OwnPorts.members(names);
    this.pawl = new TalkativePawl(Files.createDirectory(home.resolve("told")));
  }

  TalkativePawl pawl() {
    return pawl;
  }

  Path file(String name) {
    return home.resolve(name);
  }

  String path(String name) {
    return file(name).toString();
  }

  Path store(String node) {
    return file(node).resolve("group-0").resolve("store");
  }

  /** What {@code pawl serve} is told. */
  List<String> encrypted(String node, List<String> kek, String engine) {
    List<String> arguments = new ArrayList<>(ServeCluster.arguments(node, members, file(node)));
    arguments.add("--encryption");
    arguments.addAll(kek);
    arguments.addAll(List.of("--store", engine));
    return arguments;
  }

  String members() {
    return members.stream()
        .map(member -> member.name().value() + "=" + member.address())
        .collect(Collectors.joining(","));
  }

  /** Of the cluster, in JSON. */
  String ask(ExitClass exit, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--json", "--members", members()));
    return end(exit, arguments.toArray(String[]::new));
  }

  /** Seals the file {@code value}. */
  void seal(ExitClass exit, List<String> kek, String into, String... more) {
    List<String> command = new ArrayList<>(List.of("seal", "--node", "w1", "--context", "of this"));
    command.addAll(kek);
    command.addAll(List.of("--in", path("value"), "--out", path(into)));
    command.addAll(List.of(more));
    ask(exit, command.toArray(String[]::new));
  }

  /** Into the file {@code value.opened}. */
  void open(ExitClass exit, List<String> kek, String from, String context) {
    List<String> command = new ArrayList<>(List.of("open", "--context", context));
    command.addAll(kek);
    command.addAll(List.of("--in", path(from), "--out", path("value.opened")));
    ask(exit, command.toArray(String[]::new));
  }

  void succeed(String... command) {
    end(ExitClass.OK, command);
  }

  String end(ExitClass exit, String... command) {
    TalkativePawl.Ended ended = pawl.run(command);
    assertThat(ended.code()).as("%s said %s", List.of(command), ended.out()).isEqualTo(exit.code());
    return ended.out();
  }

  String activeKey() {
    String out = ask(ExitClass.OK, "keys");
    return out.replaceFirst("(?s).*\"active\":\\{\"storage\":(\\d+),.*", "$1");
  }

  /** Looks for every key in the store of a node that does not run. Returns the ring. */
  KeyRing addKeys(KeySearch search, String node, Kek kek) {
    try (WriterRegistryStore store = StoredRows.open(store(node), "rocksdb")) {
      for (RingKey key : store.keyRing().keys()) {
        Unwrapping unwrapped =
            kek.unwrap(new KeyBinding(CLUSTER, key.id(), key.purpose()), key.wrapped());
        try (SecretBytes dek = ((Unwrapping.Opened) unwrapped).dek()) {
          search.add(KeySpellings.of(key.toString(), bytesOf(dek)));
        }
      }
      return store.keyRing();
    }
  }

  /** Looks for what sidecars are authenticated with. */
  static void addDerived(KeySearch search, String name, Kek kek) {
    try (SecretBytes derived = kek.derive(FileSidecar.KEY_LABEL)) {
      search.add(KeySpellings.of("derived of " + name, bytesOf(derived)));
    }
  }

  private static byte[] bytesOf(SecretBytes secret) {
    return secret.toArray(SecretAccess.granted());
  }

  @Override
  public void close() {
    pawl.close();
  }
}
