// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.wiring;

import io.pawl.domain.writer.Incarnation;
import io.pawl.ports.driven.Entropy;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** The entropy of the machine. */
record SecureEntropy(SecureRandom chance) implements Entropy {

  static SecureEntropy ofThisMachine() {
    return new SecureEntropy(new SecureRandom());
  }

  @Override
  public void fill(byte[] bytes) {
    chance.nextBytes(bytes);
  }

  /** Sixteen bytes that nobody drew before. */
  Incarnation.Drawn incarnation() {
    byte[] drawn = new byte[Long.BYTES + Long.BYTES];
    fill(drawn);
    ByteBuffer bytes = ByteBuffer.wrap(drawn);
    return new Incarnation.Drawn(bytes.getLong(), bytes.getLong());
  }
}
