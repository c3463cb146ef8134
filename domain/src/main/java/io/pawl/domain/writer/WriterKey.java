// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import io.pawl.domain.key.DekId;
import java.util.Comparator;

/** Where a row stands in the registry: one row per key and slot, ordered by key, then slot. */
public record WriterKey(DekId dek, NodeSlot slot) implements Comparable<WriterKey> {
  private static final Comparator<WriterKey> ORDER =
      Comparator.comparing(WriterKey::dek).thenComparing(WriterKey::slot);

  @Override
  public int compareTo(WriterKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "key " + dek + " slot " + slot;
  }
}
