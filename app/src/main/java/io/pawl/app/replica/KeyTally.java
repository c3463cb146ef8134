// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.replica;

import io.pawl.domain.key.DekId;
import io.pawl.domain.key.KeyRing;
import io.pawl.domain.key.RingKey;
import io.pawl.domain.state.KeyUse;
import io.pawl.domain.state.KeyUses;
import io.pawl.domain.state.StoredRow;
import io.pawl.domain.writer.Registration;
import io.pawl.domain.writer.RegistrationOutcome.Accepted;
import io.pawl.domain.writer.RegistrationOutcome.Advanced;
import io.pawl.domain.writer.RegistrationOutcome.Inserted;
import io.pawl.domain.writer.WriterRow;
import io.pawl.ports.driven.WriterRegistryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who registered under the keys of the ring, kept up to date with what is applied, so that whoever
 * watches a node reads no rows. It follows from the rows alone: counted anew, it is the same. Keys
 * that are managed elsewhere are not counted, for there may be as many of them as rows.
 *
 * <p>One thread at a time changes it; any thread reads.
 */
final class KeyTally {
  private final WriterRegistryStore store;
  private final Map<DekId, Writers> counted = new HashMap<>();
  private KeyRing ring = KeyRing.EMPTY;

  private KeyTally(WriterRegistryStore store) {
    this.store = store;
  }

  /** Reads the rows of the keys that are in the store. */
  static KeyTally of(WriterRegistryStore store) {
    KeyTally tally = new KeyTally(store);
    tally.countAnew();
    return tally;
  }

  /** After the store's state was replaced as a whole. */
  synchronized void countAnew() {
    counted.clear();
    ring = KeyRing.EMPTY;
    KeyRing stored = store.keyRing();
    expect(stored);
    ring = stored;
  }

  /** Counts the keys that the ring would bring, before anything registers under them. */
  synchronized void expect(KeyRing next) {
    for (RingKey key : next.keys()) {
      if (!counted.containsKey(key.id())) {
        Writers writers = new Writers(key.id());
        store.scan(key.id(), writers::inserted);
        counted.put(key.id(), writers);
      }
    }
  }

  /** The expected ring is committed, and these registrations with it. */
  synchronized void applied(KeyRing next, List<Accepted> registrations) {
    ring = next;
    applied(registrations);
  }

  /** These registrations are committed. */
  synchronized void applied(List<Accepted> registrations) {
    for (Accepted accepted : registrations) {
      Writers writers = counted.get(accepted.registration().dek());
      if (writers != null) {
        writers.applied(accepted);
      }
    }
  }

  synchronized KeyUses uses() {
    return new KeyUses(ring, ring.keys().stream().map(key -> useOf(key.id())).toList());
  }

  private KeyUse useOf(DekId id) {
    Writers writers = counted.get(id);
    if (writers == null) {
      throw new IllegalStateException("Key %s is in the ring and was not counted.".formatted(id));
    }
    return writers.use();
  }

  /** The writers of one key. */
  private static final class Writers {
    private final DekId dek;
    private final TreeSet<StoredRow> fewestLeft = new TreeSet<>(KeyUse.FEWEST_LEFT_FIRST);
    private int count;
    private int nearTheLastEpoch;
    private @Nullable KeyUse told;

    Writers(DekId dek) {
      this.dek = dek;
    }

    void applied(Accepted accepted) {
      if (accepted instanceof Inserted inserted) {
        inserted(stored(inserted.registration(), inserted.row()));
      } else if (accepted instanceof Advanced advanced) {
        advanced(
            stored(advanced.registration(), advanced.before()),
            stored(advanced.registration(), advanced.row()));
      }
    }

    private static StoredRow stored(Registration registration, WriterRow row) {
      return new StoredRow(registration.key(), row);
    }

    void inserted(StoredRow row) {
      count++;
      put(row);
    }

    private void advanced(StoredRow before, StoredRow row) {
      fewestLeft.remove(before);
      nearTheLastEpoch -= isNear(before) ? 1 : 0;
      put(row);
    }

    /**
     * A row only ever gets fewer epochs, so one that is not among the listed comes in by a change
     * of its own, and listing the first ones is enough to know who they are.
     */
    private void put(StoredRow row) {
      nearTheLastEpoch += isNear(row) ? 1 : 0;
      fewestLeft.add(row);
      if (fewestLeft.size() > KeyUse.LISTED_MAX) {
        fewestLeft.pollLast();
      }
      told = null;
    }

    private static boolean isNear(StoredRow row) {
      return row.row().lastSeen().isNearTheLast();
    }

    KeyUse use() {
      KeyUse known = told;
      if (known == null) {
        known = new KeyUse(dek, count, nearTheLastEpoch, List.copyOf(fewestLeft));
        told = known;
      }
      return known;
    }
  }
}
