// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pawl.app.kek.KekSource;
import io.pawl.app.session.Refusal;
import io.pawl.app.session.SessionOutcome.NotOpened;
import io.pawl.app.session.Vault;
import io.pawl.app.wiring.Cluster;
import io.pawl.app.wiring.ConnectedVault;
import io.pawl.app.wiring.NodeSettings;
import io.pawl.app.wiring.VaultSettings;
import io.pawl.domain.fault.Fault;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Member;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A program that seals values, as one that embeds Pawl does: one vault for all of them. It reads
 * what to do line by line and writes a line for each value before it seals the next one.
 */
final class SealingProcessMain {
  static final String SEALED = "sealed";
  static final String REFUSED = "refused";
  static final String DONE = "done";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Vault vault;
  private final String label;
  private final OutputStream out;
  private int number;

  private SealingProcessMain(Vault vault, String label, OutputStream out) {
    this.vault = vault;
    this.label = label;
    this.out = out;
  }

  /** The members, the file of the KEK, the name to write as, its folder, and a label for values. */
  public static void main(String[] arguments) throws IOException {
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      work(arguments, out);
    }
    System.exit(0);
  }

  private static void work(String[] arguments, OutputStream out) throws IOException {
    VaultSettings settings =
        new VaultSettings(
            new Cluster(NodeSettings.DEFAULT_CLUSTER, members(arguments[0]), 0, TIMEOUT),
            new NodeName(arguments[2]),
            new KekSource.InFile(Path.of(arguments[1])),
            Path.of(arguments[3]));
    try (ConnectedVault connected = ConnectedVault.connect(settings);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), UTF_8))) {
      new SealingProcessMain(connected.vault(), arguments[4], out).obey(in);
    } catch (Fault e) {
      say(out, REFUSED + " " + e.sentinel());
    }
  }

  private static List<Member> members(String list) {
    return Arrays.stream(list.split(",", -1)).map(SealingProcessMain::member).toList();
  }

  private static Member member(String told) {
    String[] parts = told.split("[=:]", -1);
    return new Member(new NodeName(parts[0]), parts[1], Integer.parseInt(parts[2]));
  }

  private void obey(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] command = line.split(" ", -1);
      switch (command[0]) {
        case "seal" -> seal(Integer.parseInt(command[1]));
        case "reopen" -> reopen();
        case "refresh" -> vault.refresh();
        default -> throw new IllegalArgumentException(line);
      }
      say(out, DONE);
    }
  }

  private void seal(int count) throws IOException {
    for (int n = 0; n < count; n++) {
      Sealed.Text text = new Sealed.Text(label, number++);
      byte[] envelope = vault.seal(text.bytes(), text.context(), this::refused);
      if (envelope.length > 0) {
        say(
            out,
            "%s %d %s"
                .formatted(SEALED, text.number(), Base64.getEncoder().encodeToString(envelope)));
      }
    }
  }

  private void reopen() throws IOException {
    if (vault.reopen() instanceof NotOpened notOpened) {
      say(out, REFUSED + " " + notOpened.refusal().sentinel());
    }
  }

  private byte[] refused(Refusal refusal) {
    try {
      say(out, REFUSED + " " + refusal.sentinel());
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(OutputStream out, String what) throws IOException {
    out.write((what + "\n").getBytes(UTF_8));
  }
}
