// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static com.google.common.base.Preconditions.checkArgument;

/** The public id of a data encryption key: 1 to 2^32 - 1. Id 0 is reserved and cannot be made. */
public record DekId(long value) implements Comparable<DekId> {
  public static final long MAX = 0xFFFF_FFFFL;

  public DekId {
    checkArgument(value >= 1 && value <= MAX, "A key id is from 1 to %s, not %s.", MAX, value);
  }

  public static boolean isReserved(long value) {
    return value == 0;
  }

  @Override
  public int compareTo(DekId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
