// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static com.google.common.base.Preconditions.checkArgument;

/** Counts a node's loads under one key; spent once, never taken back. 0xFFFF is the last. */
public record LocalEpoch(int value) implements Comparable<LocalEpoch> {
  public static final int MAX = 0xFFFF;

  /** From here on the key is to be rotated soon: at most 255 epochs are left. */
  public static final int WARNING = 0xFF00;

  public LocalEpoch {
    checkArgument(value >= 0 && value <= MAX, "An epoch is from 0 to %s, not %s.", MAX, value);
  }

  public boolean isAfter(LocalEpoch other) {
    return value > other.value;
  }

  /** How many come after it. */
  public int left() {
    return MAX - value;
  }

  /** Whether it is time to rotate the key. */
  public boolean isNearTheLast() {
    return value >= WARNING;
  }

  @Override
  public int compareTo(LocalEpoch other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
