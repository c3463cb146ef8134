// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.seal.Envelope;
import io.pawl.domain.wire.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to the folders and processes of a writer, done to real ones that seal under the keys
 * of a real cluster. An auditor sees every value, over all tests, and every value must open.
 */
final class SealingProcessesTest {
  private static final int ROUNDS = Integer.getInteger("pawl.sealing.rounds", 3);

  @TempDir private static Path home;
  private static Sealers sealers;

  @TempDir private Path folder;

  @BeforeAll
  static void the_cluster_has_keys() {
    sealers = Sealers.withCluster(home);
  }

  @AfterAll
  static void the_cluster_ends() {
    sealers.close();
  }

  @AfterEach
  void every_value_opens() {
    assertThat(sealers.seen()).isPositive();
    sealers.requireAllOpen();
  }

  @Test
  void a_folder_that_is_copied_back_gets_the_next_epoch() {
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup");
    Set<Integer> before;
    try (SealingProcess process = sealers.start(data)) {
      process.seal(20);
      Folders.copy(data, backup);
      process.reopen().seal(20).reopen().seal(20);
      before = Sealers.epochsOf(process);
    }
    Folders.copy(backup, data);

    try (SealingProcess restored = sealers.start(data)) {
      restored.seal(20);

      assertThat(before).hasSize(3);
      assertThat(Sealers.epochsOf(restored)).containsExactly(last(before) + 1);
    }
  }

  @Test
  void clones_that_seal_in_turn_and_at_once_share_no_epoch() {
    Path data = folder.resolve("data");
    Path copied = folder.resolve("copied");
    try (SealingProcess original = sealers.start(data)) {
      original.seal(5);
      Folders.copy(data, copied);
      try (SealingProcess clone = sealers.start(copied)) {
        for (int round = 0; round < ROUNDS; round++) {
          original.reopen().seal(5);
          clone.reopen().seal(5);
        }
        for (int round = 0; round < 5 * ROUNDS; round++) {
          original.ask("reopen").ask("seal 5");
          clone.ask("reopen").ask("seal 5");
          original.await();
          clone.await();
        }

        assertThat(Sealers.epochsOf(original)).doesNotContainAnyElementsOf(Sealers.epochsOf(clone));
        assertThat(Sealers.epochsOf(clone)).hasSizeGreaterThan(ROUNDS);
        assertOnlyRacesAreLost(original);
        assertOnlyRacesAreLost(clone);
      }
    }
  }

  private static void assertOnlyRacesAreLost(SealingProcess process) {
    assertThat(process.refusals())
        .isSubsetOf(Sentinel.WRITER_CLONED.name(), Sentinel.EPOCH_ROLLBACK.name());
  }

  @Test
  void a_deleted_sidecar_costs_no_nonce_whether_the_process_lives_or_not() {
    Path data = folder.resolve("data");
    Set<Integer> before;
    try (SealingProcess process = sealers.start(data)) {
      process.seal(20);
      Folders.delete(data.resolve("encryption").resolve("keys.json"));
      process.seal(20).reopen().seal(20);
      before = Sealers.epochsOf(process);
      assertThat(before).hasSize(2);
    }
    Folders.delete(data);

    try (SealingProcess forgetful = sealers.start(data)) {
      forgetful.seal(20);

      assertThat(Sealers.epochsOf(forgetful)).containsExactly(last(before) + 1);
    }
  }

  @Test
  void of_two_processes_over_one_folder_the_second_is_refused() {
    Path data = folder.resolve("data");
    try (SealingProcess first = sealers.start(data)) {
      first.seal(5);

      Sealed.Text text = new Sealed.Text("second over one folder", 0);
      try (ChildProcess second = sealers.sealCommand(text, "--data", data.toString())) {
        assertThat(second.awaitExit()).isEqualTo(Sentinel.STORE_LOCKED.exitClass().code());
        assertThat(second.errors()).startsWith(Sentinel.STORE_LOCKED.name());
        assertThat(second.outputBytes()).isEmpty();
      }
      first.seal(5);
    }
  }

  @Test
  void commands_of_one_name_at_once_each_get_an_epoch_of_their_own() {
    List<Sealed.Text> texts =
        Stream.of(1, 2, 3).map(n -> new Sealed.Text("command " + n, n)).toList();
    List<ChildProcess> commands = texts.stream().map(sealers::sealCommand).toList();

    Set<Integer> epochs = new HashSet<>();
    for (int n = 0; n < texts.size(); n++) {
      try (ChildProcess command = commands.get(n)) {
        assertThat(command.awaitExit()).as(command.errors()).isZero();
        Sealed value = new Sealed(texts.get(n), Bytes.copyOf(command.outputBytes()));
        sealers.see(value);
        epochs.add(Sealers.epochOf(value));
      }
    }

    assertThat(epochs).hasSameSizeAs(texts);
  }

  @Test
  void what_was_written_before_a_sigkill_opens_and_the_next_process_gets_the_next_epoch() {
    Path data = folder.resolve("data");
    List<Integer> epochs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      try (SealingProcess process = sealers.start(data).ask("seal " + Integer.MAX_VALUE)) {
        process.awaitSealed(50);
        process.kill();

        assertThat(Sealers.epochsOf(process)).hasSize(1);
        epochs.addAll(Sealers.epochsOf(process));
      }
    }

    for (int round = 1; round < ROUNDS; round++) {
      assertThat(epochs.get(round)).isEqualTo(epochs.get(round - 1) + 1);
    }
  }

  @Test
  void after_a_rotation_clones_meet_under_the_new_key_and_share_no_epoch() {
    Path data = folder.resolve("data");
    Path copied = folder.resolve("copied");
    try (SealingProcess original = sealers.start(data)) {
      original.seal(5);
      Folders.copy(data, copied);
      try (SealingProcess clone = sealers.start(copied);
          ChildProcess rotation = sealers.command("rotate", "--purpose", "storage")) {
        clone.seal(5);
        assertThat(rotation.awaitExit()).as(rotation.errors()).isZero();
        original.ask("seal 5").ask("refresh").ask("seal 5");
        clone.ask("seal 5").ask("refresh").ask("seal 5");
        original.await();
        clone.await();

        assertThat(keysOf(original)).hasSize(2).isEqualTo(keysOf(clone));
        assertThat(List.of(original, clone))
            .allSatisfy(
                process ->
                    assertThat(keysOf(process.sealed().subList(0, 10)))
                        .as("until it looks")
                        .hasSize(1));
        assertThat(epochOfLast(original)).isNotEqualTo(epochOfLast(clone));
      }
    }
  }

  private static List<Long> keysOf(SealingProcess process) {
    return keysOf(process.sealed());
  }

  private static List<Long> keysOf(List<Sealed> values) {
    return values.stream()
        .map(value -> Sealers.envelopeOf(value).dek().value())
        .distinct()
        .toList();
  }

  private static int epochOfLast(SealingProcess process) {
    List<Sealed> sealed = process.sealed();
    return Sealers.epochOf(sealed.get(sealed.size() - 1));
  }

  @Test
  void commands_seal_and_open_and_remember_the_epoch_in_a_folder() {
    Sealed.Text text = new Sealed.Text("report", 7);
    Path file = folder.resolve("report.sealed");
    String[] remembering = {"--data", folder.resolve("data").toString(), "--out", file.toString()};
    try (ChildProcess seal = sealers.sealCommand(text, remembering)) {
      assertThat(seal.awaitExit()).as(seal.errors()).isZero();
    }
    sealers.see(new Sealed(text, Folders.bytesOf(file)));

    try (ChildProcess open = openCommand(file, text.label());
        ChildProcess wrong = openCommand(file, "another")) {
      assertThat(open.awaitExit()).as(open.errors()).isZero();
      assertThat(open.outputBytes()).isEqualTo(text.bytes());
      assertThat(wrong.awaitExit()).isEqualTo(Sentinel.INTEGRITY.exitClass().code());
      assertThat(wrong.outputBytes()).isEmpty();
    }
  }

  private static ChildProcess openCommand(Path file, String context) {
    return sealers.command(
        "open",
        "--kek-file",
        sealers.kek().toString(),
        "--context",
        context,
        "--in",
        file.toString());
  }

  @Test
  void the_auditor_finds_a_nonce_that_was_used_before() {
    try (SealingProcess process = sealers.start(folder.resolve("data"))) {
      process.seal(2);
    }
    Sealed seen = sealers.last();
    Envelope envelope = Sealers.envelopeOf(seen);
    Bytes otherText = new Envelope(envelope.dek(), envelope.nonce(), flipped(envelope)).bytes();

    assertThatThrownBy(() -> sealers.see(new Sealed(seen.text(), otherText)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(envelope.nonce().toString());
  }

  private static Bytes flipped(Envelope envelope) {
    byte[] sealed = envelope.sealed().toArray();
    sealed[0] ^= 1;
    return Bytes.copyOf(sealed);
  }

  private static int last(Set<Integer> epochs) {
    return epochs.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
