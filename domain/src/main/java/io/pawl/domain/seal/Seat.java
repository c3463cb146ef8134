// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a thread needs of the session it seals in, in objects of its own: see {@link OwnKeys} for
 * why. A thread that changes to another session takes that one's place.
 */
final class Seat {
  private final byte[] prefix = new byte[Envelope.PREFIX_LENGTH];
  private final CountShare counts = new CountShare();
  private @Nullable Sealer sealer;
  private @Nullable NonceSequence nonces;
  private long id;

  boolean isOf(Sealer other) {
    return sealer == other;
  }

  /** Whatever may be thrown in between leaves the place of nobody. */
  void take(Sealer taker, NonceSequence taken, byte[] common) {
    sealer = null;
    nonces = taken;
    id = taken.dek().value();
    System.arraycopy(common, 0, prefix, 0, Envelope.PREFIX_LENGTH);
    sealer = taker;
  }

  /** The id of the key that is sealed under. */
  long id() {
    return id;
  }

  /** What the headers of the session have in common. */
  byte[] prefix() {
    return prefix;
  }

  /** A write count that nobody else has, or {@link NonceSequence#EXHAUSTED}. */
  long nextCount() {
    return counts.next(requireNonNull(nonces, "Nobody took the seat."));
  }
}
