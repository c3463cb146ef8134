// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * An AES key in the form the JDK's ciphers take, over a secret that stays where it is: closing the
 * secret destroys the key. What a cipher copied stays with the cipher until it is given another
 * key.
 */
final class AesKey implements SecretKey {
  private static final long serialVersionUID = 1L;

  private final transient SecretBytes.Cell cell;

  AesKey(SecretBytes secret) {
    this.cell = secret.cell();
  }

  private AesKey(SecretBytes.Cell cell) {
    this.cell = cell;
  }

  /** Another object over the same secret. */
  AesKey again() {
    return new AesKey(cell);
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /**
   * A copy, as the contract of keys asks for: ciphers zero it when they are done. There is none
   * once the secret is closed, and a cipher refuses a key without one.
   */
  @Override
  public byte @Nullable [] getEncoded() {
    return SecretBytes.copyIfOpen(cell);
  }

  @Override
  public boolean isDestroyed() {
    return SecretBytes.isClosed(cell);
  }

  @Override
  public String toString() {
    return "AesKey";
  }
}
