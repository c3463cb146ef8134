// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * MVStore's 4 KiB blocks, each with a check of its own in front of it, so that a byte that changed
 * is found out before MVStore sees it.
 *
 * <pre>
 * file   block 0 | block 1 | ...
 * block  crc32c u32 | run u32 | chain u32 | content 4096                            4108 bytes
 * crc32c of everything behind it in the block, then the block's number u64
 * run    how many blocks were written at once, in the last of them; 0 in the others
 * chain  in the last of several: crc32c over the crc32c of the blocks before it in the run
 * </pre>
 *
 * MVStore takes a chunk of several blocks for whole when its first and its last block are. After a
 * power failure the blocks in between may be missing. So until {@link #recovered()}, while MVStore
 * looks for the newest chunk there is, the last block of a run counts as damaged unless the whole
 * run is there.
 *
 * <p>The first two blocks are copies of one header. A damaged one reads as zeros, and MVStore uses
 * the other.
 */
final class CheckedBlocks implements Closeable {
  static final int BLOCK = 4096;
  static final int CHECKS = 12;
  static final int STRIDE = CHECKS + BLOCK;

  private static final int RUN_OFFSET = 4;
  private static final int CHAIN_OFFSET = 8;
  private static final int HEADER_COPIES = 2;
  private static final int BUFFER_BLOCKS = 64;

  private final RawFile file;
  private final byte[] buffer = new byte[BUFFER_BLOCKS * STRIDE];
  private final Set<Long> wholeRuns = new HashSet<>();
  private volatile boolean recovering = true;
  private volatile long count;

  private CheckedBlocks(RawFile file, long count) {
    this.file = file;
    this.count = count;
  }

  /** A piece of a block at the end of the file is no block. */
  static CheckedBlocks over(RawFile file) throws IOException {
    return new CheckedBlocks(file, file.size() / STRIDE);
  }

  /** The length of the content. */
  long size() {
    return count * BLOCK;
  }

  /** From here on every run that is read was found whole, or written by this process. */
  void recovered() {
    recovering = false;
    wholeRuns.clear();
  }

  /** The content from this position on, as it was written. */
  ByteBuffer read(long position, int length) throws IOException {
    if (position < 0 || length < 1 || position > size() - length) {
      throw new DamagedBlock(position / BLOCK, "is not there, or not all of what is sought in it");
    }
    long first = position / BLOCK;
    long last = (position + length - 1) / BLOCK;
    byte[] raw = readRaw(first, Math.toIntExact(last - first + 1));
    for (long block = first; block <= last; block++) {
      int at = (int) (block - first) * STRIDE;
      requireIntact(block, raw, at);
      System.arraycopy(raw, at + CHECKS, raw, (int) (block - first) * BLOCK, BLOCK);
    }
    return ByteBuffer.wrap(raw, (int) (position - first * BLOCK), length).slice();
  }

  private byte[] readRaw(long first, int blocks) throws IOException {
    byte[] raw = new byte[Math.multiplyExact(blocks, STRIDE)];
    file.read(first * STRIDE, raw);
    return raw;
  }

  private void requireIntact(long block, byte[] raw, int at) throws IOException {
    boolean intact = u32(raw, at) == check(block, raw, at);
    if (block < HEADER_COPIES) {
      if (!intact) {
        Arrays.fill(raw, at, at + STRIDE, (byte) 0);
      }
      return;
    }
    if (!intact) {
      throw new DamagedBlock(block, "is not what was written");
    }
    long run = u32(raw, at + RUN_OFFSET);
    if (recovering && run > 1 && !wholeRuns.contains(block)) {
      requireWholeRun(block, run, u32(raw, at + CHAIN_OFFSET));
      wholeRuns.add(block);
    }
  }

  private void requireWholeRun(long last, long run, long expectedChain) throws IOException {
    CRC32C chain = new CRC32C();
    for (long block = Math.max(HEADER_COPIES, last - run + 1); block < last; block++) {
      byte[] raw = readRaw(block, 1);
      if (u32(raw, 0) != check(block, raw, 0)) {
        throw new DamagedBlock(last, "is the end of a write that is not whole");
      }
      chain.update(raw, 0, RUN_OFFSET);
    }
    if (chain.getValue() != expectedChain) {
      throw new DamagedBlock(last, "is the end of a write that is not there any more");
    }
  }

  /** Writes whole blocks, as one run. */
  synchronized void write(long position, ByteBuffer content) throws IOException {
    checkArgument(
        position % BLOCK == 0 && content.remaining() % BLOCK == 0,
        "%s bytes at %s are not blocks.",
        content.remaining(),
        position);
    long first = position / BLOCK;
    int blocks = content.remaining() / BLOCK;
    byte[] raw = blocks <= BUFFER_BLOCKS ? buffer : new byte[Math.multiplyExact(blocks, STRIDE)];
    CRC32C chain = new CRC32C();
    for (int i = 0; i < blocks; i++) {
      int at = i * STRIDE;
      content.get(raw, at + CHECKS, BLOCK);
      boolean alone = blocks == 1 || first + i < HEADER_COPIES;
      boolean last = i == blocks - 1;
      putU32(raw, at + RUN_OFFSET, alone ? 1 : last ? blocks : 0);
      putU32(raw, at + CHAIN_OFFSET, !alone && last ? chain.getValue() : 0);
      putU32(raw, at, check(first + i, raw, at));
      chain.update(raw, at, RUN_OFFSET);
    }
    file.write(first * STRIDE, raw, blocks * STRIDE);
    count = Math.max(count, first + blocks);
  }

  synchronized void truncate(long size) throws IOException {
    checkArgument(size % BLOCK == 0, "%s bytes are not blocks.", size);
    count = Math.min(count, size / BLOCK);
    file.truncate(count * STRIDE);
  }

  void sync() throws IOException {
    file.sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static long check(long block, byte[] raw, int at) {
    CRC32C crc = new CRC32C();
    crc.update(raw, at + RUN_OFFSET, STRIDE - RUN_OFFSET);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      crc.update((int) (block >>> shift));
    }
    return crc.getValue();
  }

  private static long u32(byte[] raw, int at) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(raw).getInt(at));
  }

  private static void putU32(byte[] raw, int at, long value) {
    ByteBuffer.wrap(raw).putInt(at, (int) value);
  }
}
