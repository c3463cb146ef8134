// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.kek.KekSource;
import io.pawl.app.secret.KeySearch;
import io.pawl.app.secret.KeySearch.Finding;
import io.pawl.app.secret.KeySpellings;
import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.NodeName;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
  private static final List<String> NAMES = List.of("n1", "n2", "n3");

  private static final String VALUE = "what is sealed";

  private final Path home;
  private final TalkativeCluster cluster;
  private final TalkativePawl pawl;

  NoKeyIsToldTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.cluster = new TalkativeCluster(home, NAMES);
    this.pawl = cluster.pawl();
  }

  @AfterEach
  void stop() {
    cluster.close();
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
    assertThat(pawl.endCommands()).isZero();

    KeySearch search = new KeySearch();
    int keys = addKeys(search);

    assertThat(keys).as("the first two, and those of three rotations").isEqualTo(5);
    assertThat(findings(search)).isEmpty();
    assertThat(search.bytesRead()).isGreaterThan(1_000_000);
    assertFindsWhatIsPlanted(search);
  }

  private void makeKeks() throws IOException {
    cluster.succeed("kek", "generate", cluster.path("kek"));
    cluster.succeed("kek", "generate", cluster.path("other"));
    cluster.succeed("kek", "check", "--kek-file", cluster.path("kek"));
    Files.copy(home.resolve("kek"), home.resolve("broken"));
    Files.writeString(home.resolve("broken"), "\n", StandardOpenOption.APPEND);
    cluster.end(ExitClass.KEK, "kek", "check", "--kek-file", cluster.path("broken"));
    cluster.end(ExitClass.KEK, "kek", "generate", cluster.path("kek"));
  }

  private void liveWithKeys() {
    cluster.ask(ExitClass.OK, "bootstrap");
    cluster.ask(ExitClass.REFUSED, "bootstrap");
    cluster.ask(ExitClass.OK, "rotate", "--purpose", "storage");
    cluster.ask(ExitClass.OK, "rotate", "--purpose", "raft");
    cluster.ask(ExitClass.OK, "register", "--dek", cluster.activeKey(), "--node", "w1");
    cluster.ask(ExitClass.REGISTRATION_REFUSED, "register", "--dek", "1", "--node", "w1");
  }

  private void sealAndOpen() throws IOException {
    Files.writeString(home.resolve("value"), VALUE);
    seal(ExitClass.OK, "kek", "value.sealed", "--data", cluster.path("w1"));
    seal(ExitClass.OK, "kek", "value.sealed2", "--data", cluster.path("w1"));
    seal(ExitClass.KEK, "other", "value.not");
    seal(ExitClass.INTEGRITY, "other", "value.not", "--data", cluster.path("w1"));
    open(ExitClass.OK, "kek", "value.sealed", "of this");
    open(ExitClass.INTEGRITY, "kek", "value.sealed", "of that");
    open(ExitClass.KEK, "other", "value.sealed", "of this");
    open(ExitClass.INTEGRITY, "kek", "value", "of this");
    assertThat(Files.readString(home.resolve("value.opened"))).isEqualTo(VALUE);
  }

  private void seal(ExitClass exit, String kek, String into, String... more) {
    cluster.seal(exit, inFile(kek), into, more);
  }

  private void open(ExitClass exit, String kek, String from, String context) {
    cluster.open(exit, inFile(kek), from, context);
  }

  private void lookAtEverything() throws IOException {
    for (String command : List.of("status", "keys", "writers", "snapshot")) {
      cluster.ask(ExitClass.OK, command);
      cluster.succeed(command, "--members", cluster.members());
    }
    for (String name : NAMES) {
      assertMetricsTellOfKeys(pawl.keep(name, "/metrics"));
      pawl.keep(name, "/readyz");
      pawl.keep(name, "/livez");
    }
    List<Path> snapshots = snapshots();
    assertThat(snapshots).hasSizeGreaterThanOrEqualTo(NAMES.size());
    for (Path snapshot : snapshots) {
      cluster.succeed("inspect", "snapshot", snapshot.toString());
    }
    try (Stream<Path> wrapped = Files.list(home.resolve("w1").resolve("encryption"))) {
      assertThat(wrapped).anyMatch(file -> file.endsWith("keys.json"));
    }
  }

  /** By now there are an active key and an old one for each purpose, and all have writers. */
  private static void assertMetricsTellOfKeys(String metrics) {
    assertThat(metrics)
        .contains("pawl_kek{group=\"0\",kind=\"file\"} 1")
        .contains("pawl_keys{group=\"0\",purpose=\"storage\",state=\"old\"} 1")
        .contains("pawl_writers_near_the_last_epoch{group=\"0\"} 0.0");
    for (String purpose : List.of("storage", "raft")) {
      for (String state : List.of("active", "old")) {
        String key =
            "\\{group=\"0\",key=\"\\d+\",purpose=\"%s\",state=\"%s\"}".formatted(purpose, state);
        assertThat(metrics)
            .containsPattern("pawl_key_age_seconds" + key + " \\d")
            .containsPattern("pawl_key_writers" + key + " [1-9]")
            .containsPattern("pawl_key_epochs_left" + key + " 655\\d\\d\\.0");
      }
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
    DekId active = new DekId(Long.parseLong(cluster.activeKey()));
    StoredRows.occupy(
        cluster.store("n2"),
        new Registration(
            active, NodeId.of(new NodeName("w2")), new LocalEpoch(0), new Incarnation.Drawn(1, 1)));
    cluster.ask(ExitClass.OK, "register", "--dek", active.toString(), "--node", "w3");
    cluster.ask(ExitClass.OK, "register", "--dek", active.toString(), "--node", "w2");
    cluster.ask(ExitClass.OK, "rotate", "--purpose", "storage");

    pawl.begin("n2", encrypted("n2", "kek"));

    assertThat(pawl.awaitEnd("n2")).isEqualTo(ExitClass.HALTED.code());
    cluster.ask(ExitClass.OK, "status");
  }

  private void lookAtStores() {
    cluster.ask(ExitClass.NO_QUORUM, "keys", "--timeout", "2");
    for (String name : NAMES) {
      cluster.succeed("store", "dump", cluster.path(name));
      cluster.succeed("store", "dump", cluster.path(name), "--json");
    }
  }

  /**
   * Every key there is or was, and those that are made of the KEKs. Returns the size of the ring.
   */
  private int addKeys(KeySearch search) throws IOException {
    for (String kek : List.of("kek", "other")) {
      search.add(KeySpellings.of(kek, Files.readAllBytes(home.resolve(kek))));
      try (Kek opened = source(kek).open()) {
        TalkativeCluster.addDerived(search, kek, opened);
      }
    }
    try (Kek opened = source("kek").open()) {
      KeyRing ring = cluster.addKeys(search, "n1", opened);
      assertThat(ring.keys()).extracting(RingKey::purpose).contains(Purpose.values());
      return ring.keys().size();
    }
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
    try (WriterRegistryStore store = StoredRows.open(cluster.store("n1"), "rocksdb")) {
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

  private List<String> encrypted(String name, String kek) {
    return cluster.encrypted(name, inFile(kek), name.equals("n3") ? "mvstore" : "rocksdb");
  }

  private List<String> inFile(String kek) {
    return List.of("--kek-file", cluster.path(kek));
  }
}
