// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.domain.writer.Incarnation;
import java.security.SecureRandom;
import java.util.function.Supplier;

/** Draws incarnations that nobody drew before, as sure as sixteen random bytes are. */
public final class DrawnIncarnations implements Supplier<Incarnation.Drawn> {
  private final SecureRandom chance;

  private DrawnIncarnations(SecureRandom chance) {
    this.chance = chance;
  }

  public static DrawnIncarnations secure() {
    return new DrawnIncarnations(new SecureRandom());
  }

  @Override
  public Incarnation.Drawn get() {
    return new Incarnation.Drawn(chance.nextLong(), chance.nextLong());
  }
}
