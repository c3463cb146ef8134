// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Thirty-two bytes that must not be known: an unwrapped DEK, a KEK, a key derived from one. They
 * are never printed or hashed, compared in constant time only, and zeroed when this is closed.
 */
public final class SecretBytes implements AutoCloseable {
  public static final int LENGTH = 32;

  /** Whoever reads a secret for every value would wait for what others write right beside it. */
  private static final int MARGIN = 128;

  private static final int BYTES_AT = MARGIN;
  private static final int CLOSED_AT = BYTES_AT + LENGTH;
  private static final int CELL_LENGTH = CLOSED_AT + 1 + MARGIN;
  private static final VarHandle MARK = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final byte CLOSED = 1;

  /** The bytes, and behind them whether this is closed. */
  private final byte[] cell = new byte[CELL_LENGTH];

  private SecretBytes(byte[] bytes) {
    System.arraycopy(bytes, 0, cell, BYTES_AT, LENGTH);
  }

  /** The caller's array stays the caller's, to be zeroed. */
  public static SecretBytes copyOf(byte[] bytes, SecretAccess access) {
    checkArgument(bytes.length == LENGTH, "A secret has %s bytes, not %s.", LENGTH, bytes.length);
    return new SecretBytes(bytes);
  }

  /** New ones, as a source of chance fills them in; it must not keep what it was given to fill. */
  public static SecretBytes filledBy(Consumer<byte[]> source) {
    byte[] drawn = new byte[LENGTH];
    try {
      source.accept(drawn);
      return new SecretBytes(drawn);
    } finally {
      Arrays.fill(drawn, (byte) 0);
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
    byte[] copy = toArray(SecretAccess.granted());
    try {
      return new SecretBytes(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /** Where the secret is, for {@link #copyIfOpen} and {@link #isClosed}. */
  byte[] cell() {
    return cell;
  }

  byte @Nullable [] copyIfOpen() {
    return copyIfOpen(cell);
  }

  /**
   * A copy of the secret in this cell, which its taker zeroes; null once the secret is closed. A
   * copy that was taken is whole: the fences keep the zeroes of {@link #close()} behind the mark
   * that the copier looks for afterwards.
   */
  static byte @Nullable [] copyIfOpen(byte[] cell) {
    byte[] copy = Arrays.copyOfRange(cell, BYTES_AT, BYTES_AT + LENGTH);
    VarHandle.acquireFence();
    if (isClosed(cell)) {
      Arrays.fill(copy, (byte) 0);
      return null;
    }
    return copy;
  }

  boolean isClosed() {
    return isClosed(cell);
  }

  static boolean isClosed(byte[] cell) {
    return (byte) MARK.getVolatile(cell, CLOSED_AT) == CLOSED;
  }

  /** Whether both are the same bytes; how long it takes does not tell how far they agree. */
  public boolean isSameAs(SecretBytes other) {
    int difference = 0;
    for (int place = BYTES_AT; place < CLOSED_AT; place++) {
      difference |= cell[place] ^ other.cell[place];
    }
    return difference == 0;
  }

  @Override
  public void close() {
    MARK.setVolatile(cell, CLOSED_AT, CLOSED);
    VarHandle.fullFence();
    Arrays.fill(cell, BYTES_AT, CLOSED_AT, (byte) 0);
  }

  @Override
  public String toString() {
    return "SecretBytes";
  }
}
