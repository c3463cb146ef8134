// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pawl.domain.entry.LogEntry;
import io.pawl.domain.entry.LogEntry.Bootstrap;
import io.pawl.domain.entry.LogEntry.Rotation;
import io.pawl.domain.entry.LogEntry.WriterRegistration;
import io.pawl.domain.entry.LogEntry.WriterRegistrations;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.Purpose;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.key.WrappedDek;
import io.pawl.domain.state.Change.KeyRingPut;
import io.pawl.domain.state.Change.RowPut;
import io.pawl.domain.wire.Bytes;
import io.pawl.domain.wire.Decoded;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.WriterKey;
import io.pawl.domain.writer.WriterRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.statistics.Statistics;

/**
 * A replica's state as bytes, the log that led to it, and what the ring ever said of each key.
 * Entries at or below the position are skipped, as the store skips them.
 */
final class KeyRingSession implements Change.Cases<Bytes> {
  private final List<LogEntry> log = new ArrayList<>();
  private final Map<DekId, RingKey> everSeen = new HashMap<>();
  private Map<Bytes, Bytes> stored = new TreeMap<>();
  private Map<Bytes, Bytes> snapshot = new TreeMap<>();
  private int applied;
  private int snapshotApplied;

  /** Puts the entry behind the log if it is admitted, and applies it. */
  void propose(LogEntry entry) {
    Map<Bytes, Bytes> before = new TreeMap<>(stored);
    List<Change> changes = decide(entry, log.size() + 1L);
    if (changes.isEmpty() && isKeyChange(entry)) {
      assertThat(stored).as("a refusal changes nothing").isEqualTo(before);
      return;
    }
    log.add(entry);
    apply(log.size());
  }

  void takeSnapshot() {
    snapshot = new TreeMap<>(stored);
    snapshotApplied = applied;
  }

  /** Falls back to the snapshot and meets the rest of the log once more. */
  void restoreAndCatchUp() {
    Map<Bytes, Bytes> before = new TreeMap<>(stored);
    stored = new TreeMap<>(snapshot);
    applied = snapshotApplied;
    for (int index = 1; index <= log.size(); index++) {
      apply(index);
    }
    assertThat(stored).as("the log leads to one state").isEqualTo(before);
  }

  private void apply(int index) {
    if (index > applied) {
      decide(log.get(index - 1), index).forEach(change -> change.match(this));
      applied = index;
    }
  }

  private List<Change> decide(LogEntry entry, long index) {
    return entry.match(
        new LogEntry.Cases<>() {
          @Override
          public List<Change> writerRegistration(WriterRegistration one) {
            return register(List.of(one.registration()));
          }

          @Override
          public List<Change> writerRegistrations(WriterRegistrations many) {
            return register(many.registrations());
          }

          @Override
          public List<Change> bootstrap(Bootstrap bootstrap) {
            return of(
                KeyRingDecisions.bootstrap(ring(), KeyRingSession.this::find, bootstrap, index));
          }

          @Override
          public List<Change> rotation(Rotation rotation) {
            return of(KeyRingDecisions.rotate(ring(), KeyRingSession.this::find, rotation, index));
          }
        });
  }

  private List<Change> register(List<Registration> registrations) {
    boolean served = registrations.stream().allMatch(it -> ring().serves(it.dek()));
    Statistics.label("registrations").collect(served);
    return served ? RegistrationDecisions.all(this::find, registrations).changes() : List.of();
  }

  private static List<Change> of(Decision<KeyRingOutcome> decision) {
    Statistics.label("outcome").collect(decision.outcome().getClass().getSimpleName());
    assertThat(decision.changes().isEmpty())
        .isEqualTo(decision.outcome() instanceof KeyRingOutcome.Refused);
    return decision.changes();
  }

  private static boolean isKeyChange(LogEntry entry) {
    return entry instanceof Bootstrap || entry instanceof Rotation;
  }

  KeyRing ring() {
    return Optional.ofNullable(stored.get(KeyRingCodec.KEY))
        .<KeyRing>map(value -> value(KeyRingCodec.decode(value)))
        .orElse(KeyRing.EMPTY);
  }

  private Optional<WriterRow> find(WriterKey key) {
    return Optional.ofNullable(stored.get(StoredRowCodec.encodeKey(key)))
        .map(value -> value(StoredRowCodec.decodeAt(key, value)).row());
  }

  private static <T> T value(Decoded<T> decoded) {
    return decoded.orElse(
        malformed -> {
          throw new AssertionError(malformed);
        });
  }

  @Override
  public Bytes rowPut(RowPut put) {
    Bytes value = StoredRowCodec.encodeValue(put.stored().row());
    stored.put(StoredRowCodec.encodeKey(put.stored().key()), value);
    return value;
  }

  @Override
  public Bytes keyRingPut(KeyRingPut put) {
    Bytes value = KeyRingCodec.encode(put.ring());
    stored.put(KeyRingCodec.KEY, value);
    return value;
  }

  void assertActiveKeysAreThereAndHaveTheirPurpose() {
    if (ring() instanceof KeyRing.Filled filled) {
      for (Purpose purpose : Purpose.values()) {
        RingKey active = filled.active(purpose);
        assertThat(active.purpose()).isEqualTo(purpose);
        assertThat(filled.keys()).contains(active);
      }
    }
  }

  void assertNoKeyEverChangesOrIsLost() {
    Map<DekId, RingKey> now = new HashMap<>();
    ring().keys().forEach(key -> now.put(key.id(), key));
    assertThat(now).containsAllEntriesOf(everSeen);
    everSeen.putAll(now);
  }

  void assertNoTwoKeysShareBytes() {
    Set<WrappedDek> bytes = new HashSet<>();
    assertThat(ring().keys()).allMatch(key -> bytes.add(key.wrapped()));
  }

  @Override
  public String toString() {
    return "%s after %s entries".formatted(ring(), log.size());
  }
}
