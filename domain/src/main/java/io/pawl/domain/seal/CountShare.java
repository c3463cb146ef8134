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
  private @Nullable NonceSequence sequence;
  private long next;
  private long end;

  /** A write count that nobody else has, or {@link NonceSequence#EXHAUSTED}. */
  long next(NonceSequence nonces) {
    if (nonces == sequence && next != end) {
      long count = next;
      next = count + 1;
      return count;
    }
    return nonces == sequence ? refilled(nonces) : begun(nonces);
  }

  private long begun(NonceSequence nonces) {
    sequence = nonces;
    return alone(nonces);
  }

  private long alone(NonceSequence nonces) {
    long count = nonces.next();
    end = count + 1;
    next = end;
    return count;
  }

  /** Where the sequence has gone on from the end of this share, somebody else counts along. */
  private long refilled(NonceSequence nonces) {
    if (nonces.isAt(end)) {
      return alone(nonces);
    }
    long first = nonces.nextBlock();
    if (first == NonceSequence.EXHAUSTED) {
      return alone(nonces);
    }
    end = first + NonceSequence.BLOCK;
    next = first + 1;
    return first;
  }
}
