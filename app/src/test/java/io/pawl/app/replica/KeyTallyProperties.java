// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.state.KeyUse;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Registration;
import io.pawl.ports.driving.KeyRuling;
import io.pawl.ports.driving.Ruling;
import io.pawl.ports.fake.InMemoryKek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is applied, the tally is what anybody would count in the rows. */
final class KeyTallyProperties {

  /** What is proposed: a rotation, or a registration under one of the keys. */
  record Step(boolean rotates, int key, int slot, int epoch) {}

  @Property(tries = 60)
  void the_tally_is_what_the_rows_say(@ForAll("steps") List<Step> steps) {
    try (Leader leader = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      assertIsWhatTheRowsSay(leader);
      for (Step step : steps) {
        take(leader, step);
      }

      assertIsWhatTheRowsSay(leader);
      assertThat(KeyTally.of(leader.store()).uses()).isEqualTo(uses(leader));
    }
  }

  @Example
  void of_more_writers_than_are_listed_those_with_the_fewest_epochs_left_are() {
    try (Leader leader = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      DekId key = leader.active().get(0);
      leader.apply(many(key, 1, 300, 5));
      leader.apply(many(key, 100, 200, 0xFEFF));
      leader.apply(many(key, 250, 251, 0xFF00));
      leader.apply(many(key, 100, 101, 0xFFFF));

      KeyUse use = useOf(leader, key);

      assertIsWhatTheRowsSay(leader);
      assertThat(use.writers()).isEqualTo(299 + Leader.NAMES.size());
      assertThat(use.nearTheLastEpoch()).isEqualTo(2);
      assertThat(use.fewestLeft()).hasSize(KeyUse.LISTED_MAX);
      assertThat(use.fewestLeft())
          .extracting(writer -> writer.key().slot().value())
          .startsWith(100, 250, 101, 102);
    }
  }

  @Example
  void before_there_are_keys_nothing_is_counted() {
    try (Leader leader = Leader.withoutEncryption()) {
      leader.apply(many(new DekId(7), 1, 9, 0));

      assertThat(uses(leader)).isEqualTo(KeyUses.NONE);
    }
  }

  @Example
  void a_snapshot_brings_its_writers_along() throws IOException {
    try (Leader joining = Leader.with(new InMemoryKek(1))) {
      assertIsWhatTheSnapshotSays(joining);
    }
  }

  @Example
  void of_writers_that_were_counted_before_a_snapshot_nothing_stays() throws IOException {
    try (Leader behind = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      behind.apply(many(behind.active().get(1), 1, 200, 2));
      assertIsWhatTheSnapshotSays(behind);
    }
  }

  /** A snapshot of a later state, which also has the keys that the other replica may have. */
  private static void assertIsWhatTheSnapshotSays(Leader receiving) throws IOException {
    Path folder = Files.createTempDirectory("tally");
    Path file = folder.resolve("snapshot");
    try (Leader full = Leader.with(new InMemoryKek(1)).bootstrapped()) {
      full.apply(many(full.active().get(1), 1, 100, 3));
      full.apply(many(full.active().get(0), 1, 100, 4));
      full.replica().snapshots().write(file);

      receiving.replica().snapshots().install(file);

      assertThat(uses(receiving)).isEqualTo(uses(full));
      assertIsWhatTheRowsSay(receiving);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void take(Leader leader, Step step) {
    if (step.rotates()) {
      Purpose purpose = step.key() % 2 == 0 ? Purpose.STORAGE : Purpose.RAFT;
      leader.apply(((KeyRuling.Append) leader.rotate(purpose)).entry());
      return;
    }
    List<DekId> ids = leader.ring().keys().stream().map(key -> key.id()).toList();
    DekId id = ids.get(step.key() % ids.size());
    Registration registration = Leader.registration(id, step.slot(), step.epoch());
    if (leader.replica().admission().rule(List.of(registration)) instanceof Ruling.Append append) {
      leader.apply(append.entry());
    }
  }

  /** Near to each other, and around the line from where on is warned. */
  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Boolean> rotates = Arbitraries.of(true, false, false, false, false, false, false);
    Arbitrary<Integer> epochs = Arbitraries.of(0, 1, 2, 0xFEFF, 0xFF00, 0xFF01, 0xFFFF);
    return Combinators.combine(
            rotates,
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(1, 4),
            epochs)
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  private static void assertIsWhatTheRowsSay(Leader leader) {
    KeyUses uses = uses(leader);
    KeyRing ring = leader.ring();
    assertThat(uses.ring()).isEqualTo(ring);
    for (KeyUse use : uses.uses()) {
      List<StoredRow> rows = leader.replica().inspection().rows(use.dek());
      assertThat(use.writers()).isEqualTo(rows.size());
      assertThat(use.nearTheLastEpoch())
          .isEqualTo(rows.stream().filter(KeyTallyProperties::isNear).toList().size());
      assertThat(use.fewestLeft())
          .isEqualTo(
              rows.stream().sorted(KeyUse.FEWEST_LEFT_FIRST).limit(KeyUse.LISTED_MAX).toList());
    }
  }

  private static boolean isNear(StoredRow row) {
    return row.row().lastSeen().value() >= 0xFF00;
  }

  private static KeyUses uses(Leader leader) {
    return leader.replica().inspection().keyUses();
  }

  private static KeyUse useOf(Leader leader, DekId key) {
    return uses(leader).uses().stream()
        .filter(use -> use.dek().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static WriterRegistrations many(DekId key, int from, int to, int epoch) {
    return new WriterRegistrations(
        IntStream.range(from, to).mapToObj(slot -> Leader.registration(key, slot, epoch)).toList());
  }
}
