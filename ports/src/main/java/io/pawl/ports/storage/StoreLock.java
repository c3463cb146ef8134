// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import com.google.common.collect.Sets;
import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.StorageRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a folder, such as the home of a store, against every other opener until it is closed or the
 * process dies.
 *
 * <p>The lock of the file system excludes other processes only, and on POSIX it is lost as soon as
 * this process closes any handle of the file. So folders held by this process are remembered here,
 * and a second opener is turned away before it touches the file.
 */
public final class StoreLock implements AutoCloseable {
  private static final Set<Path> HELD_HERE = Sets.newConcurrentHashSet();

  private final Path home;
  private final FileChannel channel;

  private StoreLock(Path home, FileChannel channel) {
    this.home = home;
    this.channel = channel;
  }

  /**
   * Holds the folder, by a lock on a file in it that is made if it is missing.
   *
   * @throws StorageRefused another opener holds it
   */
  public static StoreLock acquire(Path home, String fileName) throws IOException {
    Path real = home.toRealPath();
    if (!HELD_HERE.add(real)) {
      throw locked(real, "this process");
    }
    try {
      return new StoreLock(real, lockedChannel(real, fileName));
    } catch (IOException | RuntimeException | Error e) {
      HELD_HERE.remove(real);
      throw e;
    }
  }

  /**
   * Asks whether the folder could be held now; makes no file where there is none.
   *
   * @throws StorageRefused another opener holds it
   */
  public static void requireFree(Path home, String fileName) throws IOException {
    if (Files.exists(home.resolve(fileName))) {
      acquire(home, fileName).close();
    }
  }

  private static FileChannel lockedChannel(Path home, String fileName) throws IOException {
    FileChannel channel =
        FileChannel.open(
            home.resolve(fileName), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock lock = Uninterrupted.<@Nullable FileLock>run(channel::tryLock);
      if (lock == null) {
        throw locked(home, "another process");
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      Closing.after(e, channel);
      throw locked(home, "another part of this process");
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(e, channel);
      throw e;
    }
  }

  /** The home under its one real path. */
  Path home() {
    return home;
  }

  private static StorageRefused locked(Path home, String holder) {
    return new StorageRefused(Sentinel.STORE_LOCKED, "%s is held by %s.".formatted(home, holder));
  }

  /** The lock goes with its channel. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(home);
    }
  }
}
