// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.sidecar;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pawl.ports.driven.SidecarTampered;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.storage.DurableFile;
import io.pawl.ports.storage.FileSteps;
import io.pawl.ports.storage.StoreLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The file of a sidecar in its folder, held exclusively.
 *
 * <pre>
 * data/encryption/          mode 0700
 *   lock                    held by the one opener
 *   keys.json               mode 0600, replaced as a whole
 *   keys-set-aside-N.json   the same, from before a store came that lacks keys of it
 * </pre>
 */
final class SidecarFile implements OpenLedger.Keeping, AutoCloseable {
  static final String FOLDER = "encryption";
  static final String FILE = "keys.json";
  private static final String SET_ASIDE = "keys-set-aside-%d.json";
  private static final String LOCK = "lock";

  private final Path folder;
  private final StoreLock lock;
  private final LedgerCodec codec;
  private final FileSteps steps;

  private SidecarFile(Path folder, StoreLock lock, LedgerCodec codec, FileSteps steps) {
    this.folder = folder;
    this.lock = lock;
    this.codec = codec;
    this.steps = steps;
  }

  /** Takes the codec over. Looks at the file before it makes anything. */
  static SidecarFile open(Path data, LedgerCodec codec, FileSteps steps) throws IOException {
    Path folder = data.resolve(FOLDER);
    read(data, codec);
    makeFolder(data, folder, steps);
    // Also if it was there: whoever made it may have died before its name was durable.
    steps.syncFolder(data);
    return new SidecarFile(folder, StoreLock.acquire(folder, LOCK), codec, steps);
  }

  /** What is kept, once nobody else writes any more; removes what a crash left beside it. */
  Optional<Ledger> read() throws IOException {
    DurableFile.deleteLeftovers(steps, folder);
    return readFile(file(), codec);
  }

  /** What is kept in a data folder, whoever holds it. */
  @CanIgnoreReturnValue
  static Optional<Ledger> read(Path data, LedgerCodec codec) throws IOException {
    return readFile(data.resolve(FOLDER).resolve(FILE), codec);
  }

  static void requireFree(Path data) throws IOException {
    StoreLock.requireFree(data.resolve(FOLDER), LOCK);
  }

  /** Durable on return. After a failure it is still the old one, or has become the new one. */
  @Override
  public void keep(Ledger ledger) {
    write(file(), ledger);
  }

  /** Under a name that nothing has: what was set aside before stays, too. */
  @Override
  public void setAside(Ledger ledger) {
    int number = 1;
    while (Files.exists(aside(number), LinkOption.NOFOLLOW_LINKS)) {
      number++;
    }
    write(aside(number), ledger);
  }

  private void write(Path to, Ledger ledger) {
    try {
      DurableFile.replacePrivately(steps, to, codec.encode(ledger));
    } catch (IOException e) {
      throw new StorageUnavailable("%s could not be replaced.".formatted(to), e);
    }
  }

  private Path aside(int number) {
    return folder.resolve(SET_ASIDE.formatted(number));
  }

  private Path file() {
    return folder.resolve(FILE);
  }

  private static void makeFolder(Path data, Path folder, FileSteps steps) throws IOException {
    if (isFolder(folder)) {
      return;
    }
    DurableFile.makeFolders(data);
    try {
      steps.makeFolder(folder);
    } catch (FileAlreadyExistsException e) {
      // Another opener may have been quicker; anything but a folder is in the way.
      if (!isFolder(folder)) {
        throw e;
      }
    }
  }

  private static boolean isFolder(Path folder) {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<Ledger> readFile(Path file, LedgerCodec codec) throws IOException {
    try {
      return Optional.of(decode(file, codec));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (SidecarTampered e) {
      throw new SidecarTampered("It is %s. %s".formatted(file, e.detail()), e);
    }
  }

  private static Ledger decode(Path file, LedgerCodec codec) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile() || attributes.size() > codec.lengthMax()) {
      throw new SidecarTampered("It is not a regular file, or longer than a sidecar can be.");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      // What grows meanwhile is cut off, and then the code is not right.
      return codec.decode(in.readNBytes(codec.lengthMax()));
    }
  }

  /** Lets the folder go, and zeroes the key of the authentication code. */
  @Override
  public void close() {
    try (codec) {
      lock.close();
    } catch (IOException e) {
      throw new StorageUnavailable("%s could not be let go.".formatted(folder), e);
    }
  }

  @Override
  public String toString() {
    return file().toString();
  }
}
