// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import io.pawl.domain.cohort.Capability;
import io.pawl.domain.cohort.Trial;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.CreatedAt;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.KeyUse;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.writer.Incarnation;
import io.pawl.domain.writer.LocalEpoch;
import io.pawl.domain.writer.NodeId;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driving.Inspection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What metrics say of keys, however many there are. */
final class KeyReadingsTest {
  private static final long NOW = 10_000;

  private final KeyReadings readings = new KeyReadings(3, () -> NOW);

  @Test
  void without_keys_only_the_kek_and_that_nobody_is_near_an_end_is_said() {
    assertThat(lines(new Looked(KeyUses.NONE, "", OptionalLong.empty())))
        .containsExactlyInAnyOrder(
            "pawl.kek{group=3,kind=none} 1.0", "pawl.writers.near.the.last.epoch{group=3} 0.0");
  }

  @Test
  void a_key_has_an_age_writers_and_the_fewest_epochs_that_one_of_them_has_left() {
    RingKey storage = key(1, Purpose.STORAGE, new CreatedAt.Recorded(4_000));
    RingKey raft = key(2, Purpose.RAFT, CreatedAt.UNRECORDED);
    KeyUses uses =
        new KeyUses(
            KeyRing.ofFirst(storage, raft),
            List.of(
                new KeyUse(
                    storage.id(), 2, 1, List.of(row(storage, 5, 0xFF00), row(storage, 4, 1))),
                new KeyUse(raft.id(), 0, 0, List.of())));

    assertThat(lines(new Looked(uses, "file", OptionalLong.of(77))))
        .containsExactlyInAnyOrder(
            "pawl.kek{group=3,kind=file} 1.0",
            "pawl.sidecar.index{group=3} 77.0",
            "pawl.writers.near.the.last.epoch{group=3} 1.0",
            "pawl.keys{group=3,purpose=storage,state=active} 1.0",
            "pawl.keys{group=3,purpose=storage,state=old} 0.0",
            "pawl.keys{group=3,purpose=raft,state=active} 1.0",
            "pawl.keys{group=3,purpose=raft,state=old} 0.0",
            "pawl.key.age.seconds{group=3,key=1,purpose=storage,state=active} 6.0",
            "pawl.key.writers{group=3,key=1,purpose=storage,state=active} 2.0",
            "pawl.key.writers.near.the.last.epoch"
                + "{group=3,key=1,purpose=storage,state=active} 1.0",
            "pawl.key.epochs.left{group=3,key=1,purpose=storage,state=active} 255.0",
            "pawl.key.writers{group=3,key=2,purpose=raft,state=active} 0.0",
            "pawl.key.writers.near.the.last.epoch{group=3,key=2,purpose=raft,state=active} 0.0");
  }

  @Test
  void writers_at_the_end_of_an_old_key_call_nobody() {
    RingKey old = key(1, Purpose.STORAGE, CreatedAt.UNRECORDED);
    RingKey raft = key(2, Purpose.RAFT, CreatedAt.UNRECORDED);
    RingKey next = key(3, Purpose.STORAGE, CreatedAt.UNRECORDED);
    KeyUses uses =
        new KeyUses(
            KeyRing.ofFirst(old, raft).rotatedTo(next),
            List.of(
                new KeyUse(old.id(), 1, 1, List.of(row(old, 5, 0xFF00))),
                new KeyUse(raft.id(), 0, 0, List.of()),
                new KeyUse(next.id(), 0, 0, List.of())));

    assertThat(lines(new Looked(uses, "file", OptionalLong.empty())))
        .contains("pawl.writers.near.the.last.epoch{group=3} 0.0");
  }

  @Test
  void of_many_keys_the_active_ones_and_the_newest_have_series_of_their_own() {
    KeyRing.Filled ring =
        KeyRing.ofFirst(
            key(1, Purpose.STORAGE, CreatedAt.UNRECORDED),
            key(2, Purpose.RAFT, CreatedAt.UNRECORDED));
    for (int id = 3; id <= 1000; id++) {
      ring = ring.rotatedTo(key(id, Purpose.STORAGE, CreatedAt.UNRECORDED));
    }
    List<KeyUse> uses =
        ring.keys().stream().map(key -> new KeyUse(key.id(), 0, 0, List.of())).toList();

    List<String> lines = lines(new Looked(new KeyUses(ring, uses), "pkcs11", OptionalLong.empty()));

    assertThat(lines.stream().filter(line -> line.startsWith("pawl.key.writers{")))
        .hasSize(KeyReadings.KEYS_SHOWN_MAX)
        .anyMatch(line -> line.contains("key=2,purpose=raft,state=active"))
        .anyMatch(line -> line.contains("key=1000,purpose=storage,state=active"))
        .anyMatch(line -> line.contains("key=970,purpose=storage,state=old"))
        .noneMatch(line -> line.contains("key=969,"));
    assertThat(lines).contains("pawl.keys{group=3,purpose=storage,state=old} 998.0");
  }

  private List<String> lines(Inspection inspection) {
    return readings.of(inspection).stream().map(KeyReadingsTest::line).toList();
  }

  private static String line(Reading reading) {
    String tags =
        reading.tags().stream()
            .map((Tag tag) -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(","));
    return reading.name() + "{" + tags + "} " + reading.value();
  }

  private static RingKey key(int id, Purpose purpose, CreatedAt createdAt) {
    return new RingKey(
        new DekId(id),
        purpose,
        new WrappedDek(Bytes.copyOf(new byte[] {(byte) (id >> 8), (byte) id})),
        createdAt,
        id);
  }

  private static StoredRow row(RingKey key, int slot, int epoch) {
    NodeId node = new NodeId(1L << 16 | slot);
    LocalEpoch last = new LocalEpoch(epoch);
    return new StoredRow(
        new WriterKey(key.id(), node.slot()),
        new WriterRow(node, last, last, new Incarnation.Drawn(1, 1)));
  }

  /** A node that holds these keys and nothing else. */
  private record Looked(KeyUses keyUses, String kek, OptionalLong sidecarIndex)
      implements Inspection {
    @Override
    public Optional<LogPosition> lastApplied() {
      return Optional.empty();
    }

    @Override
    public KeyRing keyRing() {
      return keyUses.ring();
    }

    @Override
    public Optional<WriterRow> row(WriterKey key) {
      throw new AssertionError("Metrics read no rows.");
    }

    @Override
    public List<StoredRow> rows(DekId dek) {
      throw new AssertionError("Metrics read no rows.");
    }

    @Override
    public List<DekId> deks() {
      throw new AssertionError("Metrics read no rows.");
    }

    @Override
    public String engine() {
      return "none";
    }

    @Override
    public ClusterId cluster() {
      return new ClusterId(1, 1);
    }

    @Override
    public Capability capability(Trial trial) {
      throw new AssertionError("Metrics try no keys.");
    }
  }
}
