// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.offending;

import java.util.Random;

/** Decides by chance. */
public final class DiceRoller {
  private final Random dice = new Random(1);

  public boolean rollsHigh() {
    return dice.nextBoolean();
  }
}
