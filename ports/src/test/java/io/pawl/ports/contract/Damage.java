// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import java.util.Arrays;

/** One wound: where in the files, 0.0 to 1.0, and what is done there. */
public record Damage(Kind kind, double place, int bit) {

  /** What can happen to a file. */
  public enum Kind {
    /** One bit is another. */
    FLIP,
    /** Everything from here on is missing. */
    CUT
  }

  /** The offset of the wound in so many bytes. */
  public long offsetIn(long length) {
    return Math.min((long) (place * length), length - 1);
  }

  /** The bytes with the wound at the offset. */
  public byte[] applyTo(byte[] bytes, int offset) {
    return switch (kind) {
      case CUT -> Arrays.copyOf(bytes, offset);
      case FLIP -> {
        byte[] flipped = bytes.clone();
        flipped[offset] ^= (byte) (1 << bit);
        yield flipped;
      }
    };
  }
}
