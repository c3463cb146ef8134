// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.wire;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.pawl.domain.fault.Sentinel;

/**
 * Reads unsigned big-endian integers and runs of bytes from front to back. Reading past the end, or
 * anything a parser {@linkplain #require demands} in vain, ends the parse with a sentinel; nothing
 * is allocated before its length was checked against what is there.
 */
public final class ByteCursor {
  private final Bytes bytes;
  private final Sentinel malformed;
  private int offset;

  ByteCursor(Bytes bytes, Sentinel malformed) {
    this.bytes = bytes;
    this.malformed = malformed;
  }

  public int remaining() {
    return bytes.length() - offset;
  }

  public int u8(String field) {
    int at = advance(1, field);
    return Byte.toUnsignedInt(bytes.at(at));
  }

  public int u16(String field) {
    int at = advance(2, field);
    return Byte.toUnsignedInt(bytes.at(at)) << 8 | Byte.toUnsignedInt(bytes.at(at + 1));
  }

  public long u32(String field) {
    int at = advance(4, field);
    return Integer.toUnsignedLong(
        Ints.fromBytes(bytes.at(at), bytes.at(at + 1), bytes.at(at + 2), bytes.at(at + 3)));
  }

  /** Sixty-four bits as they are; whoever reads them decides whether they are a number. */
  public long u64(String field) {
    int at = advance(8, field);
    return Longs.fromBytes(
        bytes.at(at),
        bytes.at(at + 1),
        bytes.at(at + 2),
        bytes.at(at + 3),
        bytes.at(at + 4),
        bytes.at(at + 5),
        bytes.at(at + 6),
        bytes.at(at + 7));
  }

  public Bytes take(int length, String field) {
    int at = advance(length, field);
    return bytes.slice(at, at + length);
  }

  /** Ends the parse unless the condition holds; the bytes do not have their shape. */
  @FormatMethod
  public void require(boolean holds, @FormatString String template, Object... values) {
    require(holds, malformed, template, values);
  }

  /** Ends the parse with this sentinel unless the condition holds; only then is text made. */
  @FormatMethod
  public void require(
      boolean holds, Sentinel sentinel, @FormatString String template, Object... values) {
    if (!holds) {
      throw new MalformedBytes(sentinel, String.format(template, values));
    }
  }

  void expectEnd() {
    require(remaining() == 0, "%d bytes follow the last field.", remaining());
  }

  private int advance(int length, String field) {
    require(
        length >= 0 && length <= remaining(),
        "Field %s needs %d bytes, %d are left.",
        field,
        length,
        remaining());
    int at = offset;
    offset += length;
    return at;
  }
}
