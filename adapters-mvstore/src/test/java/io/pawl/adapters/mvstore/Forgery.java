// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Damage with every check made to match, as only a bug or somebody with a purpose does it. */
final class Forgery {
  private static final int KEY_LENGTH = 6;
  private static final int DEK = 1;

  private Forgery() {}

  /**
   * Raises the first separator found in an inner page by one: the key it was is then sought in the
   * page to its left, and is not there.
   */
  static void shiftFirstSeparator(Path file) throws IOException {
    byte[] raw = Files.readAllBytes(file);
    try (CheckedBlocks blocks = CheckedBlocks.over(UninterruptibleFile.open(file))) {
      for (int end = 2; end * CheckedBlocks.STRIDE < raw.length; end++) {
        int run = ByteBuffer.wrap(raw).getInt(end * CheckedBlocks.STRIDE + 4);
        if (run > 0 && shiftIn(blocks, (end - run + 1L) * CheckedBlocks.BLOCK, run)) {
          return;
        }
      }
    }
    throw new IllegalStateException("There is no inner page in " + file + ".");
  }

  private static boolean shiftIn(CheckedBlocks blocks, long position, int run) throws IOException {
    blocks.recovered();
    ByteBuffer content = blocks.read(position, run * CheckedBlocks.BLOCK);
    for (int at = 0; at < content.limit() - 2 * KEY_LENGTH; at++) {
      if (isSeparator(content, at)) {
        content.putShort(at + Integer.BYTES, (short) (content.getShort(at + Integer.BYTES) + 1));
        blocks.write(position, content);
        return true;
      }
    }
    return false;
  }

  /** Two keys of one DEK in a row that are not neighbours: leaves have them all. */
  private static boolean isSeparator(ByteBuffer content, int at) {
    int next = at + KEY_LENGTH;
    int distance = content.getShort(next + Integer.BYTES) - content.getShort(at + Integer.BYTES);
    boolean keys = content.getInt(at) == DEK && content.getInt(next) == DEK;
    return keys && distance > 5 && distance < 100;
  }
}
