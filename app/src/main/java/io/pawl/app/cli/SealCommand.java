// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.cli;

import io.pawl.app.session.SessionOutcome.Opened;
import io.pawl.app.session.Vault;
import io.pawl.app.session.WriterSession;
import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.ConnectedVault;
import io.pawl.app.wiring.VaultSettings;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.NodeName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Seals one value in a session of its own. */
@Command(
    name = "seal",
    description = {
      "Seal a value under the active storage key. The key is unwrapped in this process, with your",
      "KEK. Each call opens a session, which costs the writer one of its 65,536 epochs under the",
      "key: a program that seals many values opens one session for all."
    },
    footer = {
      "",
      "Example:",
      "  pawl seal --kek-file kek --node backup-1 --context 2026/report --in report --out report.sealed"
    })
final class SealCommand implements Callable<Integer> {
  private static final String SCHEMA = "pawl.seal/1";

  private final Surroundings around;

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final KekOptions kek = new KekOptions();
  @Mixin private final ValueOptions value = new ValueOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "Whom to write as. Default: the name of this machine.")
  private @Nullable String node;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "A folder of this writer alone, where it remembers the epochs it spent.",
        "Default: none; the registry alone says which are free."
      })
  private @Nullable Path data;

  SealCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (output.isJson() && value.out().isEmpty()) {
      throw new UnusableArguments("The value goes to the standard output: --json needs --out.");
    }
    byte[] text = value.read(around, ValueOptions.TEXT_LENGTH_MAX);
    try (Connection connection = cluster.connect(around)) {
      return connection.ask(
          registry -> {
            try (ConnectedVault open =
                ConnectedVault.over(registry, settings(connection.cluster()))) {
              return seal(open.vault(), text);
            }
          });
    }
  }

  private VaultSettings settings(Cluster reached) {
    return new VaultSettings(reached, writer(), kek.source(around), data);
  }

  private NodeName writer() {
    return Arguments.nodeName(node == null ? thisMachine() : node);
  }

  private static String thisMachine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new UnusableArguments("This machine has no name: say whom to write as with --node.", e);
    }
  }

  private int seal(Vault vault, byte[] text) {
    byte[] envelope =
        vault.seal(
            text,
            value.context(),
            refusal -> {
              throw new CommandRefused(refusal.sentinel(), refusal.detail());
            });
    value.write(around, envelope);
    if (value.out().isPresent()) {
      around.out().println(told(envelope));
    }
    if (vault.session() instanceof Opened opened && opened.session().isNearTheLastEpoch()) {
      warn(opened.session());
    }
    return 0;
  }

  private String told(byte[] bytes) {
    Envelope envelope = decoded(bytes);
    return output.isJson()
        ? Json.document(SCHEMA, json -> write(json, envelope, bytes.length))
        : "Sealed under key %s, %s: %d bytes."
            .formatted(envelope.dek(), envelope.nonce(), bytes.length);
  }

  /** No more of it than names key and nonce: for another copy of a long one is no room. */
  private static Envelope decoded(byte[] bytes) {
    return Envelope.decode(Bytes.copyOf(Arrays.copyOf(bytes, Envelope.OVERHEAD)))
        .orElse(
            malformed -> {
              throw new IllegalStateException(malformed.detail());
            });
  }

  private static void write(Json json, Envelope envelope, int length) {
    json.number("key_id", envelope.dek().value())
        .text("slot", envelope.nonce().slot().toString())
        .number("epoch", envelope.nonce().epoch().value())
        .unsigned("write_count", envelope.nonce().writeCount())
        .number("bytes", length);
  }

  private void warn(WriterSession session) {
    around
        .err()
        .println(
            "Writer %s can open %d more sessions under key %s: rotate it soon."
                .formatted(session.registration().node(), session.epochsLeft(), session.dek()));
  }
}
