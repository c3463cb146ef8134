// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.kek.KekSource;
import io.pawl.app.secret.KeySearch;
import io.pawl.app.secret.KeySearch.Finding;
import io.pawl.app.secret.KeySpellings;
import io.pawl.app.sidecar.FileSidecar;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.seal.KeyBinding;
import io.pawl.domain.seal.SecretAccess;
import io.pawl.domain.seal.SecretBytes;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.Member;
import io.pawl.ports.driven.Unwrapping;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes and a program live through everything, failures included, and log all they can. Of
 * what they leave behind, in files and in what they said, not a piece of a key may be anywhere but
 * in the file of the KEK.
 */
final class NoKeyIsToldTest {
  private static final ClusterId CLUSTER = ClusterId.of(NodeSettings.DEFAULT_CLUSTER, 0);
  private static final List<String> NAMES = List.of("n1", "n2", "n3");

  private static final String VALUE = "what is sealed";

  private final List<Member> members = ServeCluster.freeMembers(NAMES);
  private final Path home;
  private final TalkativePawl pawl;

  NoKeyIsToldTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.pawl = new TalkativePawl(Files.createDirectory(home.resolve("told")));
  }

  @AfterEach
  void stop() {
    pawl.close();
  }

  @Test
  void no_piece_of_a_key_is_in_what_a_cluster_and_its_commands_leave_behind() throws IOException {
    makeKeks();
    NAMES.forEach(name -> pawl.begin(name, encrypted(name, "kek")));
    NAMES.forEach(pawl::awaitReady);
    liveWithKeys();
    sealAndOpen();
    lookAtEverything();
    fail();
    List.of("n1", "n3").forEach(pawl::stop);
    lookAtStores();

    KeySearch search = new KeySearch();
    int keys = addKeys(search);

    assertThat(keys).as("the first two, and those of three rotations").isEqualTo(5);
    assertThat(findings(search)).isEmpty();
    assertThat(search.bytesRead()).isGreaterThan(1_000_000);
    assertFindsWhatIsPlanted(search);
  }

  private void makeKeks() throws IOException {
    succeed("kek", "generate", path("kek"));
    succeed("kek", "generate", path("other"));
    succeed("kek", "check", "--kek-file", path("kek"));
    Files.copy(home.resolve("kek"), home.resolve("broken"));
    Files.writeString(home.resolve("broken"), "\n", StandardOpenOption.APPEND);
    end(ExitClass.KEK, "kek", "check", "--kek-file", path("broken"));
    end(ExitClass.KEK, "kek", "generate", path("kek"));
  }

  private void liveWithKeys() {
    ask(ExitClass.OK, "bootstrap");
    ask(ExitClass.REFUSED, "bootstrap");
    ask(ExitClass.OK, "rotate", "--purpose", "storage");
    ask(ExitClass.OK, "rotate", "--purpose", "raft");
    ask(ExitClass.OK, "register", "--dek", activeKey(), "--node", "w1");
    ask(ExitClass.REGISTRATION_REFUSED, "register", "--dek", "1", "--node", "w1");
  }

  private void sealAndOpen() throws IOException {
    Files.writeString(home.resolve("value"), VALUE);
    seal(ExitClass.OK, "kek", "value.sealed", "--data", path("w1"));
    seal(ExitClass.OK, "kek", "value.sealed2", "--data", path("w1"));
    seal(ExitClass.KEK, "other", "value.not");
    seal(ExitClass.INTEGRITY, "other", "value.not", "--data", path("w1"));
    open(ExitClass.OK, "kek", "value.sealed", "of this");
    open(ExitClass.INTEGRITY, "kek", "value.sealed", "of that");
    open(ExitClass.KEK, "other", "value.sealed", "of this");
    open(ExitClass.INTEGRITY, "kek", "value", "of this");
    assertThat(Files.readString(home.resolve("value.opened"))).isEqualTo(VALUE);
  }

  private void seal(ExitClass exit, String kek, String into, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "seal", "--kek-file", path(kek), "--node", "w1", "--context", "of this", "--in"));
    command.addAll(List.of(path("value"), "--out", path(into)));
    command.addAll(List.of(more));
    ask(exit, command.toArray(String[]::new));
  }

  private void open(ExitClass exit, String kek, String from, String context) {
    ask(
        exit,
        "open",
        "--kek-file",
        path(kek),
        "--context",
        context,
        "--in",
        path(from),
        "--out",
        path("value.opened"));
  }

  private void lookAtEverything() throws IOException {
    for (String command : List.of("status", "keys", "writers", "snapshot")) {
      ask(ExitClass.OK, command);
      succeed(command, "--members", list());
    }
    for (String name : NAMES) {
      assertThat(pawl.keep(name, "/metrics"))
          .contains("pawl_kek{group=\"0\",kind=\"file\"} 1")
          .contains("pawl_keys{group=\"0\",purpose=\"storage\",state=\"old\"} 1")
          .containsPattern("pawl_key_writers\\{group=\"0\",key=\"\\d+\",purpose=\"storage\"");
      pawl.keep(name, "/readyz");
      pawl.keep(name, "/livez");
    }
    List<Path> snapshots = snapshots();
    assertThat(snapshots).hasSizeGreaterThanOrEqualTo(NAMES.size());
    for (Path snapshot : snapshots) {
      succeed("inspect", "snapshot", snapshot.toString());
    }
    try (Stream<Path> wrapped = Files.list(home.resolve("w1").resolve("encryption"))) {
      assertThat(wrapped).anyMatch(file -> file.endsWith("keys.json"));
    }
  }

  private List<Path> snapshots() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(file -> file.toString().matches(".*/raft/.*/snapshot\\.\\d+_\\d+"))
          .toList();
    }
  }

  /** A node with another KEK, and one whose store is not as the log says. */
  private void fail() {
    pawl.stop("n2");
    pawl.begin("n2", encrypted("n2", "other"));
    assertThat(pawl.awaitEnd("n2")).isEqualTo(ExitClass.KEK.code());
    DekId active = new DekId(Long.parseLong(activeKey()));
    StoredRows.occupy(
        store("n2"),
        new Registration(
            active, NodeId.of(new NodeName("w2")), new LocalEpoch(0), new Incarnation.Drawn(1, 1)));
    ask(ExitClass.OK, "register", "--dek", active.toString(), "--node", "w3");
    ask(ExitClass.OK, "register", "--dek", active.toString(), "--node", "w2");
    ask(ExitClass.OK, "rotate", "--purpose", "storage");

    pawl.begin("n2", encrypted("n2", "kek"));

    assertThat(pawl.awaitEnd("n2")).isEqualTo(ExitClass.HALTED.code());
    ask(ExitClass.OK, "status");
  }

  private void lookAtStores() {
    ask(ExitClass.NO_QUORUM, "keys", "--timeout", "2");
    for (String name : NAMES) {
      succeed("store", "dump", path(name));
      succeed("store", "dump", path(name), "--json");
    }
  }

  /**
   * Every key there is or was, and those that are made of the KEKs. Returns the size of the ring.
   */
  private int addKeys(KeySearch search) throws IOException {
    for (String kek : List.of("kek", "other")) {
      search.add(KeySpellings.of(kek, Files.readAllBytes(home.resolve(kek))));
      try (Kek opened = source(kek).open();
          SecretBytes derived = opened.derive(FileSidecar.KEY_LABEL)) {
        search.add(KeySpellings.of("derived of " + kek, bytesOf(derived)));
      }
    }
    try (Kek opened = source("kek").open();
        WriterRegistryStore store = StoredRows.open(store("n1"), "rocksdb")) {
      KeyRing ring = store.keyRing();
      for (RingKey key : ring.keys()) {
        Unwrapping unwrapped =
            opened.unwrap(new KeyBinding(CLUSTER, key.id(), key.purpose()), key.wrapped());
        try (SecretBytes dek = ((Unwrapping.Opened) unwrapped).dek()) {
          search.add(KeySpellings.of(key.toString(), bytesOf(dek)));
        }
      }
      assertThat(ring.keys()).extracting(RingKey::purpose).contains(Purpose.values());
      return ring.keys().size();
    }
  }

  private static byte[] bytesOf(SecretBytes secret) {
    return secret.toArray(SecretAccess.granted());
  }

  private KekSource source(String kek) {
    return new KekSource.InFile(home.resolve(kek));
  }

  /**
   * The files that KEKs are kept in have them, of course, and that they do is a test of the search.
   */
  private List<Finding> findings(KeySearch search) {
    List<Finding> found = search.in(home);
    List<Path> keks = Stream.of("kek", "other", "broken").map(home::resolve).toList();
    assertThat(found).extracting(Finding::file).containsAll(keks);
    return found.stream().filter(finding -> !keks.contains(finding.file())).toList();
  }

  /** What is public of a key is where it is said to be, and what is not would have been found. */
  private void assertFindsWhatIsPlanted(KeySearch search) throws IOException {
    Bytes wrapped;
    try (WriterRegistryStore store = StoredRows.open(store("n1"), "rocksdb")) {
      wrapped =
          store.keyRing().keys().stream()
              .min(Comparator.comparingLong(RingKey::index))
              .orElseThrow()
              .wrapped()
              .bytes();
    }
    List<Finding> wrappedFound =
        new KeySearch().add(KeySpellings.of("wrapped", wrapped.toArray())).in(home);
    assertThat(wrappedFound.stream().map(Finding::file).map(Path::toString))
        .as("where wrapped bytes are")
        .anyMatch(file -> file.matches(".*-keys\\.out"))
        .anyMatch(file -> file.matches(".*-store\\.out"))
        .anyMatch(file -> file.contains("/n1/raft/"))
        .anyMatch(file -> file.contains("/n1/group-0/"))
        .anyMatch(file -> file.contains("/n3/group-0/"))
        .anyMatch(file -> file.endsWith("keys.json"));

    byte[] kek = Files.readAllBytes(home.resolve("kek"));
    Path planted = Files.writeString(home.resolve("told").resolve("planted"), Arrays.toString(kek));
    assertThat(findings(search)).extracting(Finding::file).contains(planted);
  }

  private String activeKey() {
    String out = ask(ExitClass.OK, "keys");
    return out.replaceFirst("(?s).*\"active\":\\{\"storage\":(\\d+),.*", "$1");
  }

  private List<String> encrypted(String name, String kek) {
    List<String> arguments =
        new ArrayList<>(ServeCluster.arguments(name, members, home.resolve(name)));
    arguments.addAll(List.of("--encryption", "--kek-file", path(kek)));
    arguments.addAll(List.of("--store", name.equals("n3") ? "mvstore" : "rocksdb"));
    return arguments;
  }

  private String ask(ExitClass exit, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--json", "--members", list()));
    return end(exit, arguments.toArray(String[]::new));
  }

  private void succeed(String... command) {
    end(ExitClass.OK, command);
  }

  private String end(ExitClass exit, String... command) {
    TalkativePawl.Ended ended = pawl.run(command);
    assertThat(ended.code()).as("%s said %s", List.of(command), ended.out()).isEqualTo(exit.code());
    return ended.out();
  }

  private Path store(String name) {
    return home.resolve(name).resolve("group-0").resolve("store");
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  private String list() {
    return members.stream()
        .map(member -> member.name().value() + "=" + member.address())
        .collect(Collectors.joining(","));
  }
}
