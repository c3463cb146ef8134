// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.pawl.app.cli.Pawl;
import io.pawl.app.kek.KekFile;
import io.pawl.app.kek.KekSource;
import io.pawl.app.session.Auditor;
import io.pawl.app.session.Refusal;
import io.pawl.app.wiring.ConnectedVault;
import io.pawl.app.wiring.VaultSettings;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.writer.NodeName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster with keys, and processes that all seal as one and the same writer. An auditor sees
 * every value that any of them wrote.
 */
final class Sealers implements AutoCloseable {
  static final String WRITER = "backup-1";

  private final ServeCluster cluster;
  private final Path kek;
  private final Auditor auditor = new Auditor();
  private final List<Sealed> values = new ArrayList<>();
  private int started;

  private Sealers(ServeCluster cluster, Path kek) {
    this.cluster = cluster;
    this.kek = kek;
  }

  static Sealers withCluster(Path home) {
    Path kek = home.resolve("kek");
    KekFile.generate(kek, new SecureRandom());
    Sealers sealers = new Sealers(ServeCluster.startedWithEncryption(home, kek), kek);
    try (ChildProcess bootstrap = sealers.command("bootstrap")) {
      assertThat(bootstrap.awaitExit()).as(bootstrap.errors()).isZero();
    }
    return sealers;
  }

  /** A process with a vault, whose folder this is. */
  SealingProcess start(Path data) {
    started++;
    return SealingProcess.start(
        List.of(cluster.memberList(), kek.toString(), WRITER, data.toString()),
        "process " + started,
        ended -> ended.sealed().forEach(this::see));
  }

  /** A command of Pawl's, asking this cluster. */
  ChildProcess command(String command, String... options) {
    return ChildProcess.start(
        Pawl.class,
        Stream.concat(
                Stream.of(command, "--members", cluster.memberList(), "--timeout", "30"),
                Stream.of(options))
            .toList());
  }

  /** A {@code pawl seal} of a text of its own, on its standard output or in a file. */
  ChildProcess sealCommand(Sealed.Text text, String... options) {
    ChildProcess process =
        command(
            "seal",
            ImmutableList.<String>builder()
                .add("--kek-file", kek.toString(), "--node", WRITER, "--context", text.label())
                .add(options)
                .build()
                .toArray(String[]::new));
    process.tell(new String(text.bytes(), UTF_8));
    process.tellNoMore();
    return process;
  }

  Path kek() {
    return kek;
  }

  void see(Sealed value) {
    auditor.see(value.envelope().toArray());
    values.add(value);
  }

  /** The value that was seen last. */
  Sealed last() {
    return values.get(values.size() - 1);
  }

  /** How many values the auditor has seen. */
  int seen() {
    return auditor.count();
  }

  /** Every value that was ever seen opens to what was sealed. */
  void requireAllOpen() {
    VaultSettings settings =
        new VaultSettings(
            cluster.fromOutside(), new NodeName("reader"), new KekSource.InFile(kek), null);
    try (ConnectedVault connected = ConnectedVault.connect(settings)) {
      for (Sealed value : values) {
        byte[] opened =
            connected
                .vault()
                .open(value.envelope().toArray(), value.text().context(), Sealers::unexpected);
        assertThat(opened).as(value.text().toString()).isEqualTo(value.text().bytes());
      }
    }
  }

  private static byte[] unexpected(Refusal refusal) {
    throw new AssertionError(refusal);
  }

  static Envelope envelopeOf(Sealed value) {
    return Envelope.decode(value.envelope())
        .orElse(
            malformed -> {
              throw new AssertionError(malformed.detail());
            });
  }

  /** Of what it has written so far. */
  static Set<Integer> epochsOf(SealingProcess process) {
    return process.sealed().stream().map(Sealers::epochOf).collect(Collectors.toSet());
  }

  static int epochOf(Sealed value) {
    return envelopeOf(value).nonce().epoch().value();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
