// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.contract;

import java.util.Random;

/**
 * Random choices that can be made again: a failure names the seed, and {@code -Dpawl.seed} repeats
 * it.
 */
record Chance(long seed, Random random) {
  private static final String SEED = "pawl.seed";

  static Chance drawn() {
    long seed = Long.getLong(SEED, new Random().nextLong());
    return new Chance(seed, new Random(seed));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  @Override
  public String toString() {
    return "-D" + SEED + "=" + seed;
  }
}
