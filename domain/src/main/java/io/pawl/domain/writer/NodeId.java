// SPDX-License-Identifier: Apache-2.0
package io.pawl.domain.writer;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;

/**
 * Sixty-four bits derived from a node's name, never 0. Two names may share an id's low bits; that
 * is what the registry's owner column finds out.
 */
public record NodeId(long bits) {
  private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public NodeId {
    checkArgument(!isReserved(bits), "Node id 0 never names a node.");
  }

  public static boolean isReserved(long bits) {
    return bits == 0;
  }

  public static NodeId of(NodeName name) {
    return ofUtf8(name.utf8());
  }

  /** FNV-1a; a hash of exactly 0 becomes 1. */
  static NodeId ofUtf8(ByteBuffer utf8) {
    long hash = FNV_OFFSET_BASIS;
    while (utf8.hasRemaining()) {
      hash ^= Byte.toUnsignedLong(utf8.get());
      hash *= FNV_PRIME;
    }
    return new NodeId(hash == 0 ? 1 : hash);
  }

  public NodeSlot slot() {
    return new NodeSlot((int) (bits & NodeSlot.MAX));
  }

  @Override
  public String toString() {
    return "%016x".formatted(bits);
  }
}
