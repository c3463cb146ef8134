// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pawl.domain.key.ClusterId;
import io.pawl.domain.key.DekId;
import io.pawl.domain.key.Purpose;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The unwrapped keys of one cluster, in memory. Any thread may call; whoever seals or opens reads
 * without a lock, and the cipher takes a copy of the key that is whole: a key that is dropped
 * meanwhile is either used as it was or not at all. What is dropped is zeroed, and nothing is ever
 * printed.
 */
public final class Keystore implements AutoCloseable {
  private final ClusterId cluster;

  /** In order of ids; replaced as a whole, by one writer at a time. */
  private volatile ImmutableList<HeldKey> keys = ImmutableList.of();

  private boolean closed;

  public Keystore(ClusterId cluster) {
    this.cluster = cluster;
  }

  public ClusterId cluster() {
    return cluster;
  }

  /** The ids of the keys held, in order. */
  public List<DekId> ids() {
    return keys.stream().map(HeldKey::id).toList();
  }

  public boolean holds(DekId id) {
    return find(keys, id.value()) >= 0;
  }

  /**
   * Holds a copy of the key from now on. A key that is held already, with this purpose, is held
   * once; its id with other bytes or another purpose, and its bytes under another id, are refused.
   */
  public synchronized Optional<SealRefusal> add(DekId id, Purpose purpose, SecretBytes dek) {
    checkState(!closed, "The keystore is closed.");
    HeldKey added = new HeldKey(cluster, id, purpose, dek.copy());
    Optional<HeldKey> conflict = keys.stream().filter(added::conflictsWith).findFirst();
    if (conflict.isPresent() || holds(id)) {
      added.close();
      return conflict.map(held -> new SealRefusal.KeyConflict(id, held.id()));
    }
    keys =
        ImmutableList.sortedCopyOf(
            Comparator.comparing(HeldKey::id), Iterables.concat(keys, ImmutableList.of(added)));
    return Optional.empty();
  }

  /**
   * Forgets the key and zeroes it. Nothing is sealed or opened under it from now on. It is zeroed
   * before it is forgotten: threads that have it at hand do not look here again.
   */
  public synchronized void drop(DekId id) {
    ImmutableList<HeldKey> before = keys;
    for (HeldKey held : before) {
      if (held.id().equals(id)) {
        held.close();
      }
    }
    keys = ImmutableList.copyOf(Iterables.filter(before, held -> !held.id().equals(id)));
  }

  /** Drops every key, and takes none any more. */
  @Override
  public synchronized void close() {
    closed = true;
    for (HeldKey held : keys) {
      held.close();
    }
    keys = ImmutableList.of();
  }

  /** The key of this id, which may be dropped at any moment; null if it is not held. */
  @Nullable HeldKey held(long id) {
    ImmutableList<HeldKey> held = keys;
    int place = find(held, id);
    return place < 0 ? null : held.get(place);
  }

  ImmutableList<HeldKey> held() {
    return keys;
  }

  private static int find(ImmutableList<HeldKey> keys, long id) {
    int low = 0;
    int high = keys.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int compared = Long.compare(keys.get(middle).id().value(), id);
      if (compared == 0) {
        return middle;
      }
      low = compared < 0 ? middle + 1 : low;
      high = compared < 0 ? high : middle - 1;
    }
    return -1;
  }

  @Override
  public String toString() {
    return "Keystore" + ids();
  }
}
