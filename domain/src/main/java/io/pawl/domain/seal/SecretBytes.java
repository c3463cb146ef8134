// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.seal;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

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

  private final Cell cell = new Cell();

  private SecretBytes(byte[] bytes) {
    cell.first = Words.get(bytes, 0);
    cell.second = Words.get(bytes, 1);
    cell.third = Words.get(bytes, 2);
    cell.fourth = Words.get(bytes, 3);
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
  Cell cell() {
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
  static byte @Nullable [] copyIfOpen(Cell cell) {
    byte[] copy = new byte[LENGTH];
    Words.put(copy, 0, cell.first);
    Words.put(copy, 1, cell.second);
    Words.put(copy, 2, cell.third);
    Words.put(copy, 3, cell.fourth);
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

  static boolean isClosed(Cell cell) {
    return cell.closed != 0;
  }

  /** Whether both are the same bytes; how long it takes does not tell how far they agree. */
  public boolean isSameAs(SecretBytes other) {
    return ((cell.first ^ other.cell.first)
            | (cell.second ^ other.cell.second)
            | (cell.third ^ other.cell.third)
            | (cell.fourth ^ other.cell.fourth))
        == 0;
  }

  @Override
  public void close() {
    cell.closed = 1;
    VarHandle.fullFence();
    cell.first = 0;
    cell.second = 0;
    cell.third = 0;
    cell.fourth = 0;
  }

  @Override
  public String toString() {
    return "SecretBytes";
  }

  /**
   * The bytes, and whether this is closed. Every thread reads them for every value, and would wait
   * for whatever another one writes right beside them; so they keep their distance from both ends.
   * They are no array, because an array's length is read, too, and stands at its very beginning.
   *
   * <p>Three classes, because a JVM puts the fields of a class behind those of its superclass, and
   * orders the fields of one class as it likes.
   */
  @SuppressWarnings("unused")
  static final class Cell extends Content {
    private long after0;
    private long after1;
    private long after2;
    private long after3;
    private long after4;
    private long after5;
    private long after6;
    private long after7;
    private long after8;
    private long after9;
    private long after10;
    private long after11;
    private long after12;
    private long after13;
    private long after14;
    private long after15;
  }

  private abstract static sealed class Content extends Margin permits Cell {
    long first;
    long second;
    long third;
    long fourth;

    /** As wide as the others: a narrower one could be put into the gap behind the header. */
    volatile long closed;
  }

  @SuppressWarnings("unused")
  private abstract static sealed class Margin permits Content {
    private long before0;
    private long before1;
    private long before2;
    private long before3;
    private long before4;
    private long before5;
    private long before6;
    private long before7;
    private long before8;
    private long before9;
    private long before10;
    private long before11;
    private long before12;
    private long before13;
    private long before14;
    private long before15;
  }
}
