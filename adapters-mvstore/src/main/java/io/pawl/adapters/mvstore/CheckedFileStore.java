// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.mvstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.h2.mvstore.SFChunk;
import org.jspecify.annotations.Nullable;

/**
 * MVStore's file, over {@link CheckedBlocks}. It also decides when the space of a dead chunk may be
 * written again. MVStore goes by the clock: after 45 seconds a device will have written everything.
 * This one goes by syncs. A chunk that is part of the state at the last sync is left alone until
 * the next sync, because that state is what a power failure falls back to; a chunk younger than
 * that is nobody's and is used again at once. So the file holds no more than the state at the last
 * sync and the present one, however many commits lie between them.
 */
final class CheckedFileStore extends RandomAccessStore {
  private static final int ANY_FILL_PERCENT = 100;
  private static final boolean WHOLE_FILE = true;
  private static final long HEADER_LENGTH = 2 * CheckedBlocks.BLOCK;
  private static final ByteBuffer CHUNK_BEGINNING =
      ByteBuffer.wrap("chunk:".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  private final CheckedBlocks blocks;
  private final List<HeldChunk> held = new ArrayList<>();
  private long protectedVersion = Long.MAX_VALUE;
  private volatile boolean unreadable;

  /** A dead chunk of a durable state, and the version that first did without it. */
  private record HeldChunk(SFChunk chunk, long droppedAtVersion) {}

  CheckedFileStore(CheckedBlocks blocks, Map<String, Object> settings) {
    super(settings);
    this.blocks = blocks;
    setSize(blocks.size());
  }

  /** Whether a read failed for another reason than damage. MVStore keeps that to itself. */
  boolean wasUnreadable() {
    return unreadable;
  }

  /**
   * Always looks at the whole file for the newest chunk. MVStore would settle for the one it finds
   * at the end if what its header points to is missing, though newer ones lie in between.
   */
  @Override
  protected void readStoreHeader(boolean recoveryMode) {
    super.readStoreHeader(WHOLE_FILE);
  }

  /**
   * Erases the beginning of every chunk that is not part of the state found. A chunk that a crash
   * cut off from that state has a version of its own, which later commits use again: after the next
   * crash it would be taken for the newest.
   */
  void eraseStrayChunks() {
    saveChunkLock.lock();
    try {
      for (long position = HEADER_LENGTH; position < size(); position += CheckedBlocks.BLOCK) {
        if (freeSpace.isFree(position, CheckedBlocks.BLOCK) && isBeginningOfChunk(position)) {
          writeFully(null, position, ByteBuffer.allocate(CheckedBlocks.BLOCK));
        }
      }
    } finally {
      saveChunkLock.unlock();
    }
  }

  private boolean isBeginningOfChunk(long position) {
    try {
      return blocks.read(position, CHUNK_BEGINNING.remaining()).equals(CHUNK_BEGINNING);
    } catch (DamagedBlock alreadyErased) {
      return false;
    } catch (IOException e) {
      throw failed(DataUtils.ERROR_READING_FAILED, "read", e);
    }
  }

  /** From now on keeps what this version needs, beside what the one before does. */
  void protect(long version) {
    saveChunkLock.lock();
    try {
      protectedVersion = version;
    } finally {
      saveChunkLock.unlock();
    }
  }

  /** This version is durable: what only versions before it needed is free. */
  void releaseBefore(long version) {
    saveChunkLock.lock();
    try {
      List<SFChunk> released = new ArrayList<>();
      for (Iterator<HeldChunk> each = held.iterator(); each.hasNext(); ) {
        HeldChunk chunk = each.next();
        if (chunk.droppedAtVersion() <= version) {
          each.remove();
          getChunks().remove(chunk.chunk().id);
          released.add(chunk.chunk());
        }
      }
      super.freeChunkSpace(released);
    } finally {
      saveChunkLock.unlock();
    }
  }

  /** Writes anew, with the next commit, what still lives in chunks that are mostly dead. */
  void rewriteSparseChunks(int bytesMax) {
    getMvStore().executeFilestoreOperation(() -> rewriteChunks(bytesMax, ANY_FILL_PERCENT));
  }

  long bytesWritten() {
    return writeBytes.get();
  }

  /** Held chunks stay among the chunks: the space of a chunk is what MVStore counts as used. */
  @Override
  protected void freeChunkSpace(Iterable<SFChunk> dropped) {
    List<SFChunk> nobodys = new ArrayList<>();
    for (SFChunk chunk : dropped) {
      if (chunk.version > protectedVersion) {
        nobodys.add(chunk);
      } else {
        getChunks().put(chunk.id, chunk);
        held.add(new HeldChunk(chunk, getMvStore().getCurrentVersion()));
      }
    }
    super.freeChunkSpace(nobodys);
  }

  /** Shrinking syncs the file, which a commit does not wait for; closing (0 percent) does. */
  @Override
  protected void shrinkStoreIfPossible(int minPercent) {
    if (minPercent == 0) {
      super.shrinkStoreIfPossible(minPercent);
    }
  }

  @Override
  public ByteBuffer readFully(@Nullable SFChunk chunk, long position, int length) {
    try {
      readCount.incrementAndGet();
      readBytes.addAndGet(length);
      return blocks.read(position, length);
    } catch (DamagedBlock e) {
      throw failed(DataUtils.ERROR_FILE_CORRUPT, "read", e);
    } catch (IOException e) {
      unreadable = true;
      throw failed(DataUtils.ERROR_READING_FAILED, "read", e);
    }
  }

  @Override
  protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer source) {
    int length = source.remaining();
    try {
      blocks.write(position, source);
    } catch (IOException e) {
      throw failed(DataUtils.ERROR_WRITING_FAILED, "write", e);
    }
    setSize(Math.max(size(), position + length));
    writeCount.incrementAndGet();
    writeBytes.addAndGet(length);
  }

  @Override
  public void sync() {
    try {
      blocks.sync();
    } catch (IOException e) {
      throw failed(DataUtils.ERROR_WRITING_FAILED, "sync", e);
    }
  }

  @Override
  protected void truncate(long size) {
    try {
      blocks.truncate(size);
    } catch (IOException e) {
      throw failed(DataUtils.ERROR_WRITING_FAILED, "truncate", e);
    }
    setSize(Math.min(size(), size));
  }

  @Override
  public void close() {
    try {
      blocks.close();
    } catch (IOException e) {
      throw failed(DataUtils.ERROR_WRITING_FAILED, "close", e);
    } finally {
      super.close();
    }
  }

  private static MVStoreException failed(int code, String doing, IOException e) {
    return DataUtils.newMVStoreException(code, "Failed to {0}: {1}", doing, e.getMessage(), e);
  }

  @Override
  public void open(String fileName, boolean readOnly, char[] encryptionKey) {
    throw new UnsupportedOperationException("It is made open.");
  }

  @Override
  public FileStore<SFChunk> open(String fileName, boolean readOnly) {
    throw new UnsupportedOperationException("It is made open.");
  }

  @Override
  public void backup(ZipOutputStream out) {
    throw new UnsupportedOperationException("Snapshots are portable files.");
  }
}
