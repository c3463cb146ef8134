// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.app.fake.InMemoryRegistry;
import io.pawl.app.sidecar.FileSidecar;
import io.pawl.app.sidecar.SidecarOwner;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.NodeName;
import io.pawl.ports.driven.Fate;
import io.pawl.ports.driven.Kek;
import io.pawl.ports.fake.InMemoryKek;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Machines that all are one and the same node, as far as they know, with folders that are saved,
 * restored, copied and lost. What they seal goes before an auditor.
 */
final class Machines implements AutoCloseable {
  static final int COUNT = 2;

  private static final NodeName NAME = new NodeName("backup-1");
  private static final byte[] TEXT = "text".getBytes(UTF_8);

  private final Path home;
  private final Kek kek = new InMemoryKek(7);
  private final InMemoryRegistry registry = new InMemoryRegistry().wrappingWith(kek);
  private final Auditor auditor = new Auditor();
  private final List<Machine> machines = new ArrayList<>();
  private long drawn;

  private Machines(Path home) {
    this.home = home;
    registry.bootstrap();
    for (int n = 0; n < COUNT; n++) {
      machines.add(new Machine(home.resolve("machine-" + n), home.resolve("backup-" + n)));
    }
  }

  static Machines inTemporaryFolder() {
    try {
      return new Machines(Files.createTempDirectory("pawl-machines"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Machine {
    private final Path data;
    private final Path backup;
    private @Nullable FileSidecar sidecar;
    private @Nullable Vault vault;

    private Machine(Path data, Path backup) {
      this.data = data;
      this.backup = backup;
    }

    private Vault running() {
      Vault up = vault;
      if (up == null) {
        FileSidecar opened =
            FileSidecar.open(data, new SidecarOwner(InMemoryRegistry.CLUSTER, NAME), kek);
        up =
            Vault.of(
                new Vault.Parts(NAME, registry, kek, opened, () -> () -> false),
                new OneLoad(InMemoryRegistry.CLUSTER, () -> new Incarnation.Drawn(7, ++drawn)));
        sidecar = opened;
        vault = up;
      }
      return up;
    }

    private void stop() {
      if (vault != null && sidecar != null) {
        vault.close();
        sidecar.close();
        vault = null;
        sidecar = null;
      }
    }
  }

  void seal(int machine) {
    byte[] envelope = machines.get(machine).running().seal(TEXT, TEXT, refusal -> new byte[0]);
    if (envelope.length > 0) {
      auditor.see(envelope);
    }
  }

  void reopen(int machine) {
    machines.get(machine).running().reopen();
  }

  void restart(int machine) {
    machines.get(machine).stop();
  }

  void save(int machine) {
    copy(machines.get(machine).data, machines.get(machine).backup);
  }

  void restore(int machine) {
    machines.get(machine).stop();
    copy(machines.get(machine).backup, machines.get(machine).data);
  }

  /** From another machine that goes on running. */
  void becomeCloneOf(int machine, int other) {
    machines.get(machine).stop();
    copy(machines.get(other).data, machines.get(machine).data);
  }

  void loseSidecar(int machine) {
    machines.get(machine).stop();
    delete(machines.get(machine).data);
  }

  void rotate() {
    registry.rotate(Purpose.STORAGE);
    machines.forEach(machine -> machine.running().refresh());
  }

  void loseNextAnswer(boolean committed) {
    registry.nextCallEndsIn(
        registration -> {
          if (committed) {
            registry.decide(registration);
          }
          return new Fate.Unknown(registration);
        });
  }

  int sealed() {
    return auditor.count();
  }

  private static void copy(Path from, Path to) {
    delete(to);
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      if (Files.exists(folder)) {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    machines.forEach(Machine::stop);
    delete(home);
  }

  @Override
  public String toString() {
    return sealed() + " values sealed";
  }
}
