// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key in the form the JDK takes, over bytes that are its own. The JDK's own key class cannot be
 * zeroed; this one is when it is closed.
 */
final class RawKey implements SecretKey, AutoCloseable {
  private static final long serialVersionUID = 1L;

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

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, as the contract of keys asks for: who takes it zeroes it. */
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
