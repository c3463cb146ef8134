// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import com.google.common.math.LongMath;
import io.pawl.domain.writer.Registration;
import java.util.List;

/**
 * Registrations that are all accepted and leave the number of rows as it is: the writers of the
 * last rows come back in their next epochs, one after the other, and neighbours are far apart.
 */
final class Advances {
  private static final int STRIDE = 7_919;

  private final int first;
  private final int count;
  private final long stride;
  private long next;

  /** Of so many writers, those of the last rows. */
  Advances(int rows, int count) {
    this.first = rows - count;
    this.count = count;
    this.stride = stride(count);
  }

  /** A step that visits all before it comes back. */
  private static long stride(int count) {
    long stride = STRIDE;
    while (LongMath.gcd(stride, count) != 1) {
      stride++;
    }
    return stride;
  }

  /** The next one, as a proposal. */
  List<Registration> take() {
    long row = first + next % count * stride % count;
    int epoch = 1 + (int) (next / count);
    next++;
    return List.of(Proposals.registration(row, epoch));
  }
}
