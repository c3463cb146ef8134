// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.usecase;

import io.pawl.domain.writer.Incarnation;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * Draws incarnations that nobody drew before, as sure as sixteen random bytes are.
 *
 * <p>Each draw reads from the operating system, as seeds are read. A generator in this process
 * would be copied with it, whichever the JDK is told to take, and its copies would go on alike.
 */
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
    ByteBuffer drawn = ByteBuffer.wrap(chance.generateSeed(2 * Long.BYTES));
    return new Incarnation.Drawn(drawn.getLong(), drawn.getLong());
  }
}
