// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static com.google.common.base.Preconditions.checkArgument;

/** The two bytes of a node's id that go into every nonce it makes. */
public record NodeSlot(int value) implements Comparable<NodeSlot> {
  public static final int MAX = 0xFFFF;

  public NodeSlot {
    checkArgument(value >= 0 && value <= MAX, "A slot is from 0 to %s, not %s.", MAX, value);
  }

  @Override
  public int compareTo(NodeSlot other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "%04x".formatted(value);
  }
}
