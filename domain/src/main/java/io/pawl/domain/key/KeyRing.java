// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Comparators;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the cluster knows of its keys, and never one that is unwrapped. A ring only grows: a key
 * keeps its id, purpose and bytes for ever, and rotation makes another one the active one.
 */
public sealed interface KeyRing {
  int KEYS_MAX = 4096;

  /** Before the bootstrap. */
  KeyRing EMPTY = new Empty();

  /** Every key, in the order of the ids. */
  List<RingKey> keys();

  Optional<RingKey> find(DekId id);

  /**
   * Whether writers register under this id here. Until there are keys, the registry serves keys
   * that are managed elsewhere, whatever their ids; afterwards only its own.
   */
  boolean serves(DekId id);

  /** The ring that a bootstrap makes. */
  static Filled ofFirst(RingKey storage, RingKey raft) {
    return new Filled(storage.id(), raft.id(), inOrder(List.of(storage, raft)));
  }

  private static List<RingKey> inOrder(List<RingKey> keys) {
    return keys.stream().sorted(Comparator.comparing(RingKey::id)).toList();
  }

  /** The cluster is not bootstrapped. */
  record Empty() implements KeyRing {
    @Override
    public List<RingKey> keys() {
      return List.of();
    }

    @Override
    public Optional<RingKey> find(DekId id) {
      return Optional.empty();
    }

    @Override
    public boolean serves(DekId id) {
      return true;
    }
  }

  /** From the bootstrap on: each purpose has its active key, and may have older ones. */
  record Filled(DekId activeStorage, DekId activeRaft, List<RingKey> keys) implements KeyRing {

    public Filled {
      keys = List.copyOf(keys);
      Optional<String> flaw = flawOf(activeStorage, activeRaft, keys);
      checkArgument(flaw.isEmpty(), "%s", flaw.orElse(""));
    }

    /** Why these do not make a ring; empty if they do. */
    public static Optional<String> flawOf(
        DekId activeStorage, DekId activeRaft, List<RingKey> keys) {
      if (keys.size() > KEYS_MAX) {
        return Optional.of("A ring has at most 4096 keys, not %s.".formatted(keys.size()));
      }
      if (!areInOrder(keys)) {
        return Optional.of("The keys are not in the order of their ids.");
      }
      if (shareBytes(keys)) {
        return Optional.of("Two keys share their bytes.");
      }
      if (!isOf(Purpose.STORAGE, activeStorage, keys) || !isOf(Purpose.RAFT, activeRaft, keys)) {
        return Optional.of("An active key is missing, or has another purpose.");
      }
      return Optional.empty();
    }

    @Override
    public Optional<RingKey> find(DekId id) {
      return find(id, keys);
    }

    @Override
    public boolean serves(DekId id) {
      return find(id).isPresent();
    }

    /** The key that values of this purpose are sealed under. */
    public RingKey active(Purpose purpose) {
      return find(activeId(purpose)).orElseThrow();
    }

    public KeyState stateOf(RingKey key) {
      return key.id().equals(activeId(key.purpose())) ? KeyState.ACTIVE : KeyState.OLD;
    }

    public boolean isFull() {
      return keys.size() == KEYS_MAX;
    }

    /** The key in the ring that this one cannot stand beside. */
    public Optional<RingKey> conflictWith(RingKey proposed) {
      return find(proposed.id())
          .or(() -> keys.stream().filter(proposed::conflictsWith).findFirst());
    }

    /** With one key more, which is from now on the active one of its purpose. */
    public Filled rotatedTo(RingKey added) {
      List<RingKey> more = new ArrayList<>(keys);
      more.add(added);
      boolean forStorage = added.purpose() == Purpose.STORAGE;
      return new Filled(
          forStorage ? added.id() : activeStorage,
          forStorage ? activeRaft : added.id(),
          inOrder(more));
    }

    private DekId activeId(Purpose purpose) {
      return switch (purpose) {
        case STORAGE -> activeStorage;
        case RAFT -> activeRaft;
      };
    }

    private static boolean areInOrder(List<RingKey> keys) {
      return Comparators.isInStrictOrder(
          Lists.transform(keys, RingKey::id), Comparator.naturalOrder());
    }

    private static boolean shareBytes(List<RingKey> keys) {
      Set<WrappedDek> seen = new HashSet<>();
      return !keys.stream().map(RingKey::wrapped).allMatch(seen::add);
    }

    private static boolean isOf(Purpose purpose, DekId id, List<RingKey> keys) {
      return find(id, keys).filter(key -> key.purpose() == purpose).isPresent();
    }

    private static Optional<RingKey> find(DekId id, List<RingKey> keys) {
      int at = Collections.binarySearch(Lists.transform(keys, RingKey::id), id);
      return at < 0 ? Optional.empty() : Optional.of(keys.get(at));
    }

    /** Ids only: a ring may be long, and its bytes are for those who unwrap them. */
    @Override
    public String toString() {
      return "%s keys, active %s for storage and %s for raft"
          .formatted(keys.size(), activeStorage, activeRaft);
    }
  }
}
