// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key in the form the JDK's ciphers take, over bytes that are its own. The JDK's own key class
 * cannot be zeroed; this one is when it is closed, and may take another secret then. What a cipher
 * copied stays with the cipher until it is given another key.
 */
final class RawKey implements SecretKey, AutoCloseable {
  private static final long serialVersionUID = 1L;
  private static final String AES = "AES";

  private final String algorithm;
  private final transient byte[] bytes;

  private RawKey(String algorithm, byte[] bytes) {
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  /** Takes the array over, and zeroes it in the end. */
  static RawKey owning(String algorithm, byte[] bytes) {
    return new RawKey(algorithm, bytes);
  }

  /** An AES key over a copy of the secret, which is open: a closed one is a bug of the caller. */
  static RawKey aesOf(SecretBytes secret) {
    return new RawKey(AES, secret.toArray(SecretAccess.granted()));
  }

  /** An AES key to {@link #take} secrets into, one after the other. */
  static RawKey emptyAes() {
    return new RawKey(AES, new byte[SecretBytes.LENGTH]);
  }

  /** Becomes a copy of the secret; false, and zeroes, if the secret is closed. */
  boolean take(SecretBytes secret) {
    return secret.copyTo(bytes);
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, as the contract of keys asks for: ciphers zero it when they are done. */
  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "RawKey";
  }
}
