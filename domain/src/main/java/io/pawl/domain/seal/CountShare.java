// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import org.jspecify.annotations.Nullable;

/**
 * The write counts of one thread. As long as no other thread counts along, they come from the
 * sequence one by one. Threads that seal side by side would wait for each other at every value that
 * way, so each takes a block of counts and uses it up alone. A count that is left over when a
 * thread ends, or seals in another session, is given and never used.
 *
 * <p>Only its thread may call.
 */
final class CountShare {
  /** Written for every value, and so in the middle of an array: see {@link OwnKeys}. */
  private static final int NEXT = 16;

  private static final int END = NEXT + 1;
  private static final int LENGTH = END + 1 + 16;

  private final long[] counts = new long[LENGTH];
  private @Nullable NonceSequence sequence;

  /** A write count that nobody else has, or {@link NonceSequence#EXHAUSTED}. */
  long next(NonceSequence nonces) {
    if (nonces != sequence) {
      return held(nonces, nonces.next(), 1);
    }
    long count = counts[NEXT];
    if (count != counts[END]) {
      counts[NEXT] = count + 1;
      return count;
    }
    return refilled(nonces);
  }

  /** Where the sequence has gone on from the end of this share, somebody else counts along. */
  private long refilled(NonceSequence nonces) {
    long first = nonces.isAt(counts[END]) ? NonceSequence.EXHAUSTED : nonces.nextBlock();
    return first == NonceSequence.EXHAUSTED
        ? held(nonces, nonces.next(), 1)
        : held(nonces, first, NonceSequence.BLOCK);
  }

  /**
   * Gives the first of some counts and holds the others. Whatever may be thrown in between, a full
   * stack included, leaves a share of no sequence, and never the counts of one for another.
   */
  private long held(NonceSequence nonces, long first, int many) {
    sequence = null;
    counts[NEXT] = first + 1;
    counts[END] = first + many;
    sequence = nonces;
    return first;
  }
}
