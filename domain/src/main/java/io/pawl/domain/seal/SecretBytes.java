// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.lang.invoke.VarHandle;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Thirty-two bytes that must not be known: an unwrapped DEK, a KEK, a key derived from one. They
 * are never printed or hashed, compared in constant time only, and zeroed when this is closed.
 */
public final class SecretBytes implements AutoCloseable {
  public static final int LENGTH = 32;

  private final byte[] bytes;
  private volatile boolean closed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The caller's array stays the caller's, to be zeroed. */
  public static SecretBytes copyOf(byte[] bytes, SecretAccess access) {
    checkArgument(bytes.length == LENGTH, "A secret has %s bytes, not %s.", LENGTH, bytes.length);
    return new SecretBytes(bytes.clone());
  }

  /** New ones, as a source of chance fills them in; it must not keep what it was given to fill. */
  public static SecretBytes filledBy(Consumer<byte[]> source) {
    SecretBytes filled = new SecretBytes(new byte[LENGTH]);
    boolean whole = false;
    try {
      source.accept(filled.bytes);
      whole = true;
      return filled;
    } finally {
      if (!whole) {
        filled.close();
      }
    }
  }

  /** A copy that its taker zeroes; nothing is left to copy once this is closed. */
  public byte[] toArray(SecretAccess access) {
    byte[] copy = copyIfOpen();
    checkState(copy != null, "The secret is closed.");
    return copy;
  }

  /** Another secret of the same bytes, to be closed apart from this one. */
  SecretBytes copy() {
    return new SecretBytes(toArray(SecretAccess.granted()));
  }

  /**
   * A copy that its taker zeroes; null once this is closed. A copy that was taken is whole: the
   * fences keep the zeroes of {@link #close()} behind the mark that the copier looks for
   * afterwards.
   */
  byte @Nullable [] copyIfOpen() {
    byte[] copy = bytes.clone();
    VarHandle.acquireFence();
    if (closed) {
      Arrays.fill(copy, (byte) 0);
      return null;
    }
    return copy;
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether both are the same bytes; how long it takes does not tell how far they agree. */
  public boolean isSameAs(SecretBytes other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  @Override
  public void close() {
    closed = true;
    VarHandle.fullFence();
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "SecretBytes";
  }
}
