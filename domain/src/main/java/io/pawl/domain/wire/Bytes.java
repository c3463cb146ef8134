// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of bytes that compares by content, in unsigned lexicographic order. It prints
 * its length only: what bytes mean, and whether they may be shown, is for their owner to say.
 */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  public static Bytes copyOf(byte[] array) {
    return new Bytes(array.clone());
  }

  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** Takes the array over without a copy; only for arrays nobody else holds. */
  static Bytes owning(byte[] array) {
    return new Bytes(array);
  }

  public int length() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  public byte[] toArray() {
    return array.clone();
  }

  public String toHex() {
    return HexFormat.of().formatHex(array);
  }

  /** The first {@code length} bytes. */
  public Bytes prefix(int length) {
    return slice(0, length);
  }

  byte at(int index) {
    return array[index];
  }

  void writeTo(ByteBuffer buffer) {
    buffer.put(array);
  }

  Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(array, from, to));
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return "Bytes[" + array.length + "]";
  }
}
