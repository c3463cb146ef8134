// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.app.kek.SoftToken;
import io.pawl.app.secret.KeySearch;
import io.pawl.app.secret.KeySearch.Finding;
import io.pawl.app.secret.KeySpellings;
import io.pawl.domain.fault.ExitClass;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.Kek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link NoKeyIsToldTest}, with a KEK that stays in a token: a node and a program live through
 * what it does, and of no key, nor of the PIN, a piece may be anywhere but in the file of the PIN.
 * Runs with {@code -Ppkcs11}.
 */
@Tag("pkcs11")
final class NoKeyIsToldByATokenTest {
  private static final SoftToken TOKEN = SoftToken.ofThisRun();
  private static final String NODE = "n1";
  private static final String VALUE = "what is sealed";
  private static final String WRONG_PIN = "no-PIN-of-this-token";

  private final Path home;
  private final TalkativeCluster cluster;
  private final Bytes kek = drawn();

  NoKeyIsToldByATokenTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.cluster = new TalkativeCluster(home, List.of(NODE));
    TOKEN.keep("told", kek);
    TOKEN.keep("untold", drawn());
    privately("pin", SoftToken.PIN);
    privately("wrong-pin", WRONG_PIN);
  }

  private static Bytes drawn() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }

  private void privately(String name, String text) throws IOException {
    Path file = Files.writeString(home.resolve(name), text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void no_piece_of_a_key_or_of_the_pin_is_in_what_is_left_behind() throws IOException {
    check();
    cluster.pawl().begin(NODE, cluster.encrypted(NODE, inToken("told"), "rocksdb"));
    cluster.pawl().awaitReady(NODE);
    liveWithKeys();
    sealAndOpen();
    lookAtEverything();
    fail();
    cluster.succeed("store", "dump", cluster.path(NODE), "--json");

    KeySearch search = new KeySearch();
    addKeys(search);

    assertThat(findings(search)).isEmpty();
    assertThat(search.bytesRead()).isGreaterThan(1_000_000);
    assertFindsWhatIsPlanted(search);
  }

  private List<String> inToken(String key) {
    return inToken(key, "pin");
  }

  private List<String> inToken(String key, String pin) {
    return List.of(
        "--pkcs11-library",
        SoftToken.LIBRARY.toString(),
        "--pkcs11-slot",
        Long.toString(TOKEN.slot()),
        "--pkcs11-key",
        key,
        "--pkcs11-pin-file",
        cluster.path(pin));
  }

  /** The wrong PIN comes first: once a process is logged in, its token asks for none. */
  private void check() {
    kekCheck(ExitClass.KEK, inToken("told", "wrong-pin"));
    kekCheck(ExitClass.OK, inToken("told"));
    kekCheck(ExitClass.KEK, inToken("nobody"));
  }

  private void kekCheck(ExitClass exit, List<String> options) {
    List<String> command = new ArrayList<>(List.of("kek", "check"));
    command.addAll(options);
    cluster.end(exit, command.toArray(String[]::new));
  }

  private void liveWithKeys() {
    cluster.ask(ExitClass.OK, "bootstrap");
    cluster.ask(ExitClass.OK, "rotate", "--purpose", "storage");
    cluster.ask(ExitClass.OK, "rotate", "--purpose", "raft");
    cluster.ask(ExitClass.OK, "register", "--dek", cluster.activeKey(), "--node", "w2");
  }

  private void sealAndOpen() throws IOException {
    Files.writeString(home.resolve("value"), VALUE);
    cluster.seal(ExitClass.OK, inToken("told"), "value.sealed", "--data", cluster.path("w1"));
    cluster.seal(ExitClass.KEK, inToken("untold"), "value.not");
    cluster.open(ExitClass.OK, inToken("told"), "value.sealed", "of this");
    cluster.open(ExitClass.INTEGRITY, inToken("told"), "value.sealed", "of that");
    cluster.open(ExitClass.KEK, inToken("untold"), "value.sealed", "of this");
    assertThat(Files.readString(home.resolve("value.opened"))).isEqualTo(VALUE);
  }

  private void lookAtEverything() {
    for (String command : List.of("status", "keys", "writers", "snapshot")) {
      cluster.ask(ExitClass.OK, command);
    }
    assertThat(cluster.pawl().keep(NODE, "/metrics"))
        .contains("pawl_kek{group=\"0\",kind=\"pkcs11\"} 1");
  }

  /** It is given another key of the token, and the PIN of another token. */
  private void fail() {
    cluster.pawl().stop(NODE);
    for (List<String> kek : List.of(inToken("untold"), inToken("told", "wrong-pin"))) {
      cluster.pawl().begin(NODE, cluster.encrypted(NODE, kek, "rocksdb"));
      assertThat(cluster.pawl().awaitEnd(NODE)).isEqualTo(ExitClass.KEK.code());
    }
  }

  private void addKeys(KeySearch search) {
    search.add(KeySpellings.of("the KEK", kek.toArray()));
    search.add(KeySpellings.of("the PIN", SoftToken.PIN.getBytes(UTF_8)));
    try (Kek opened = TOKEN.source("told").open()) {
      TalkativeCluster.addDerived(search, "the KEK", opened);
      KeyRing ring = cluster.addKeys(search, NODE, opened);
      assertThat(ring.keys()).as("the first two, and those of two rotations").hasSize(4);
    }
  }

  /** The file of the PIN has it, and that it does is a test of the search. */
  private List<Finding> findings(KeySearch search) {
    List<Finding> found = search.in(home);
    Path pin = home.resolve("pin");
    assertThat(found).extracting(Finding::file).contains(pin);
    return found.stream().filter(finding -> !finding.file().equals(pin)).toList();
  }

  private void assertFindsWhatIsPlanted(KeySearch search) throws IOException {
    Path planted = Files.writeString(home.resolve("told").resolve("planted"), kek.toHex());
    assertThat(findings(search)).extracting(Finding::file).contains(planted);
  }
}
