// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.bench;

import com.google.common.math.LongMath;
import io.pawl.domain.writer.Registration;
import java.util.List;

/**
 * Registrations that are all accepted and leave the number of rows as it is: the writer of each row
 * comes back in its next epoch, one after the other, and neighbours are far apart.
 */
final class Advances {
  private static final int STRIDE = 7_919;

  private final int rows;
  private final long stride;
  private long next;

  Advances(int rows) {
    this.rows = rows;
    this.stride = stride(rows);
  }

  /** A step that visits all before it comes back. */
  private static long stride(int rows) {
    long stride = STRIDE;
    while (LongMath.gcd(stride, rows) != 1) {
      stride++;
    }
    return stride;
  }

  /** The next one, as a proposal. */
  List<Registration> take() {
    long row = next % rows * stride % rows;
    int epoch = 1 + (int) (next / rows);
    next++;
    return List.of(Proposals.registration(row, epoch));
  }
}
