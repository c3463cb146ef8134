// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A key as the ring keeps it, from the moment it is installed and for ever: none of this changes.
 *
 * @param index where in the log the entry stands that brought it
 */
public record RingKey(
    DekId id, Purpose purpose, WrappedDek wrapped, CreatedAt createdAt, long index) {

  public RingKey {
    checkArgument(!wrapped.isNone(), "Key %s has no bytes.", id);
    checkArgument(isIndex(index), "No entry stands at index %s.", index);
  }

  public static boolean isIndex(long index) {
    return index >= 0;
  }

  /** Whether the ring cannot hold both: an id names one key, and no two keys share their bytes. */
  public boolean conflictsWith(RingKey other) {
    return id.equals(other.id) || wrapped.equals(other.wrapped);
  }

  @Override
  public String toString() {
    return "key %s for %s from index %s".formatted(id, purpose, index);
  }
}
