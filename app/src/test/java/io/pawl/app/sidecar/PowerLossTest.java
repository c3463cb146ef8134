// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import static io.pawl.app.sidecar.Samples.RAFT;
import static io.pawl.app.sidecar.Samples.ROTATED;
import static io.pawl.app.sidecar.Samples.STORAGE;
import static io.pawl.app.sidecar.Samples.epoch;
import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.key.DekId;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.ports.driven.Sidecar;
import io.pawl.ports.driven.SidecarTampered;
import io.pawl.ports.storage.FileSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power is lost after every single step of a sidecar's life, and every state is looked at that
 * a disk may be left in: the sidecar opens, remembers every epoch it said was spent, tells of none
 * that nobody spent, and goes on from there.
 */
final class PowerLossTest {
  @TempDir private Path scratch;

  @Test
  void no_power_loss_takes_an_epoch_back() throws IOException {
    Trial trial = new Trial(disk -> disk);
    trial.run();

    assertThat(trial.findings).isEmpty();
    assertThat(trial.states).as("states looked at").isGreaterThan(60);
  }

  @ParameterizedTest
  @EnumSource
  void a_shortcut_is_found_out(Shortcut shortcut) throws IOException {
    Trial trial = new Trial(shortcut::on);
    trial.run();

    assertThat(trial.findings).isNotEmpty();
  }

  /** One way to take the steps, in every life and death there is. */
  private final class Trial {
    private final Function<RecordedDisk, FileSteps> way;
    private final List<String> findings = new ArrayList<>();
    private int states;

    Trial(Function<RecordedDisk, FileSteps> way) {
      this.way = way;
    }

    void run() throws IOException {
      Life life = new Life(Files.createDirectory(scratch.resolve("first")), way);
      life.open();
      life.spend(STORAGE, 0);
      life.spend(RAFT, 5);
      life.spend(STORAGE, 9);
      life.adoptKeys();
      life.spend(STORAGE, 10);
      life.close();
      for (int steps = life.begun; steps <= life.disk.length() && findings.isEmpty(); steps++) {
        lookAtAll(life.disk.after(steps), life.at(steps));
      }
    }

    private void lookAtAll(PowerlessDisk disk, Knowledge knowledge) throws IOException {
      for (Map<String, Bytes> state : disk.found()) {
        states++;
        lookAt(state, knowledge);
      }
    }

    /** A second life in what was found, and a third that finds what the second one did. */
    private void lookAt(Map<String, Bytes> found, Knowledge knowledge) throws IOException {
      Path data = Files.createDirectory(scratch.resolve("found-" + states));
      PowerlessDisk.lay(found, data);
      try {
        RecordedDisk disk = new RecordedDisk(data);
        LocalEpoch next;
        try (Sidecar sidecar = Samples.open(data, way.apply(disk))) {
          knowledge.expectIn(sidecar);
          next = epoch(1 + sidecar.lastSpent(STORAGE).map(LocalEpoch::value).orElse(-1));
          sidecar.spend(STORAGE, next);
        }
        try (Sidecar sidecar = Samples.open(data, way.apply(disk))) {
          assertThat(sidecar.lastSpent(STORAGE)).contains(next);
        }
        assertThat(namesIn(data.resolve(SidecarFile.FOLDER))).containsExactly("keys.json", "lock");
      } catch (AssertionError | SidecarTampered e) {
        findings.add("%s: %s".formatted(found.keySet(), e.getMessage()));
      }
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  /** A sidecar in use, and what its user knows after each step. */
  private static final class Life {
    private final Path data;
    private final RecordedDisk disk;
    private final FileSteps steps;
    private final List<Known> known = new ArrayList<>();
    private final Map<DekId, LocalEpoch> spent = new TreeMap<>();
    private final int begun;
    private FileSidecar sidecar;

    /** From this step on these are spent, and these may be. */
    private record Known(int from, Knowledge knowledge) {}

    Life(Path data, Function<RecordedDisk, FileSteps> way) throws IOException {
      this.data = data;
      this.disk = new RecordedDisk(data);
      this.steps = way.apply(disk);
      this.begun = disk.length();
      know(Map.of());
      this.sidecar = Samples.open(data, steps);
    }

    void open() {
      sidecar.close();
      sidecar = Samples.open(data, steps);
    }

    void spend(DekId dek, int value) {
      know(Map.of(dek, epoch(value)));
      sidecar.spend(dek, epoch(value));
      spent.put(dek, epoch(value));
      know(Map.of());
    }

    void adoptKeys() {
      sidecar.adopt(ROTATED, 7, List.of());
    }

    void close() {
      sidecar.close();
    }

    Knowledge at(int steps) {
      return known.stream()
          .filter(each -> each.from <= steps)
          .reduce((earlier, later) -> later)
          .orElseThrow()
          .knowledge;
    }

    private void know(Map<DekId, LocalEpoch> perhaps) {
      known.add(new Known(disk.length(), new Knowledge(Map.copyOf(spent), perhaps)));
    }
  }

  /** What was said to be spent, and the one epoch that is on its way. */
  private record Knowledge(Map<DekId, LocalEpoch> spent, Map<DekId, LocalEpoch> perhaps) {
    void expectIn(Sidecar sidecar) {
      for (DekId dek : List.of(STORAGE, RAFT)) {
        List<LocalEpoch> allowed =
            Stream.of(spent, perhaps).flatMap(some -> Stream.ofNullable(some.get(dek))).toList();
        if (spent.containsKey(dek)) {
          assertThat(sidecar.lastSpent(dek)).as("key %s", dek).isPresent();
        }
        sidecar.lastSpent(dek).ifPresent(found -> assertThat(allowed).contains(found));
      }
    }
  }
}
