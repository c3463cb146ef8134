// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.key;

import static com.google.common.base.Preconditions.checkArgument;

import io.pawl.domain.wire.Bytes;

/**
 * A data encryption key as the cluster keeps it: encrypted under a key the cluster does not have.
 * Empty where an entry names a key without installing one.
 */
public record WrappedDek(Bytes bytes) {
  public static final int LENGTH_MAX = 4096;
  public static final WrappedDek NONE = new WrappedDek(Bytes.EMPTY);

  public WrappedDek {
    checkArgument(
        bytes.length() <= LENGTH_MAX,
        "A wrapped key has at most %s bytes, not %s.",
        LENGTH_MAX,
        bytes.length());
  }

  public boolean isNone() {
    return bytes.isEmpty();
  }
}
