// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a thread needs of the session it seals in, in objects of its own: see {@link OwnKeys} for
 * why. A thread that changes to another session takes that one's place.
 */
final class Seat {
  private static final ThreadLocal<Seat> OF_THREAD = ThreadLocal.withInitial(Seat::new);

  private final Workbench bench = new Workbench();
  private final CountShare counts = new CountShare();
  private @Nullable Sealer sealer;
  private @Nullable NonceSequence nonces;
  private long id;

  private Seat() {}

  static Seat ofThread() {
    return OF_THREAD.get();
  }

  boolean isOf(Sealer other) {
    return sealer == other;
  }

  /** Whatever may be thrown in between leaves the place of nobody. */
  void take(Sealer taker, NonceSequence taken, byte[] prefix) {
    sealer = null;
    nonces = taken;
    id = taken.dek().value();
    bench.header().begin(prefix);
    sealer = taker;
  }

  /** The id of the key that is sealed under. */
  long id() {
    return id;
  }

  /** Where values are sealed. */
  Workbench bench() {
    return bench;
  }

  /** Counts the header on to a nonce that nobody else has; false, for ever, if there is none. */
  boolean advance() {
    long count = counts.next(requireNonNull(nonces, "Nobody took the seat."));
    if (count == NonceSequence.EXHAUSTED) {
      return false;
    }
    bench.header().count(count);
    return true;
  }
}
