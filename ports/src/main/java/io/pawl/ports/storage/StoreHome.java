// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.storage;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.pawl.domain.fault.Sentinel;
import io.pawl.domain.state.LogPosition;
import io.pawl.domain.wire.Bytes;
import io.pawl.ports.driven.StorageCorrupted;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.storage.GenerationEngine.Expected;
import io.pawl.ports.storage.StoreDescriptor.Floor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one store, held exclusively.
 *
 * <pre>
 * home/
 *   pawl.lock               held by the one opener
 *   pawl.store              the {@link StoreDescriptor}, replaced as a whole
 *   generation-1/           the engine's files; a snapshot makes the next generation
 * </pre>
 *
 * The descriptor is the only truth about which generation counts. Replacing it is what makes
 * installing a snapshot all or nothing.
 */
final class StoreHome implements AutoCloseable {
  private static final String LOCK = "pawl.lock";
  private static final String DESCRIPTOR = "pawl.store";
  private static final String GENERATION = "generation-";
  private static final Pattern GENERATION_NAME = Pattern.compile(GENERATION + "[1-9][0-9]*");
  private static final Set<String> OWN_FILES = Set.of(LOCK, DESCRIPTOR, DESCRIPTOR + ".new");

  private final Path home;
  private final StoreLock lock;
  private StoreDescriptor descriptor;

  private StoreHome(Path home, StoreLock lock, StoreDescriptor descriptor) {
    this.home = home;
    this.lock = lock;
    this.descriptor = descriptor;
  }

  static StoreHome open(StoreLocation location, String engine) throws IOException {
    refuseStrangersFolder(location.home());
    DurableFile.makeFolders(location.home());
    StoreLock lock = lock(location.home());
    try {
      StoreLocation real = new StoreLocation(lock.home(), location.cluster());
      StoreHome opened = new StoreHome(real.home(), lock, describe(real, engine));
      opened.deleteOtherGenerations();
      Files.createDirectories(opened.generationFolder());
      return opened;
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(e, lock);
      throw e;
    }
  }

  Path generationFolder() {
    return folder(descriptor);
  }

  Expected expected() {
    return descriptor.expected();
  }

  void requireFloorReached(Optional<LogPosition> found) {
    descriptor.requireFloorReached(found);
  }

  /** Durable on return: a generation that opens below this position has lost something. */
  void raiseFloor(LogPosition position) throws IOException {
    Floor raised = new Floor.At(position);
    if (!raised.equals(descriptor.floor())) {
      replaceDescriptor(descriptor.at(raised));
    }
  }

  /** An empty folder for the generation after this one. */
  Path makeNextFolder() throws IOException {
    Path next = folder(descriptor.next(Floor.NONE));
    deleteTree(next);
    Files.createDirectory(next);
    DurableFile.syncFolder(home);
    return next;
  }

  /** From here on the next generation counts, complete up to this position, and no other. */
  void switchToNext(LogPosition position) throws IOException {
    replaceDescriptor(descriptor.next(new Floor.At(position)));
  }

  void deleteOtherGenerations() throws IOException {
    for (Path folder : generationFolders()) {
      if (!folder.getFileName().equals(generationFolder().getFileName())) {
        deleteTree(folder);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private void replaceDescriptor(StoreDescriptor replacement) throws IOException {
    DurableFile.replace(descriptor(home), replacement.encode());
    descriptor = replacement;
  }

  private Path folder(StoreDescriptor of) {
    return folder(home, of);
  }

  static Path folder(Path home, StoreDescriptor of) {
    return home.resolve(GENERATION + of.generation());
  }

  private List<Path> generationFolders() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(StoreHome::isGeneration).toList();
    }
  }

  static boolean hasLock(Path home) {
    return Files.exists(home.resolve(LOCK));
  }

  static StoreLock lock(Path home) throws IOException {
    return StoreLock.acquire(home, LOCK);
  }

  static void requireFree(Path home) throws IOException {
    StoreLock.requireFree(home, LOCK);
  }

  private static void refuseStrangersFolder(Path home) throws IOException {
    if (!Files.exists(home) || Files.exists(home.resolve(LOCK))) {
      return;
    }
    try (Stream<Path> files = Files.list(home)) {
      if (files.anyMatch(file -> !isOwn(file))) {
        throw new StorageRefused(
            Sentinel.STATE_MISMATCH, home + " holds files that are not a store's.");
      }
    }
  }

  private static boolean isOwn(Path file) {
    return OWN_FILES.contains(file.getFileName().toString()) || isGeneration(file);
  }

  private static boolean isGeneration(Path file) {
    return GENERATION_NAME.matcher(file.getFileName().toString()).matches();
  }

  private static StoreDescriptor describe(StoreLocation location, String engine)
      throws IOException {
    Path file = descriptor(location.home());
    if (Files.exists(file)) {
      StoreDescriptor found = read(file);
      refuseOthers(found, location, engine);
      return found;
    }
    refuseOrphans(location.home());
    StoreDescriptor first = StoreDescriptor.first(location.cluster(), engine);
    DurableFile.replace(file, first.encode());
    return first;
  }

  static Path descriptor(Path home) {
    return home.resolve(DESCRIPTOR);
  }

  static StoreDescriptor read(Path file) throws IOException {
    try (InputStream in = new FileInputStream(file.toFile())) {
      // One byte more than a descriptor can have is enough to refuse it.
      Bytes bytes = Bytes.copyOf(in.readNBytes(StoreDescriptor.LENGTH_MAX + 1));
      return StoreDescriptor.decode(bytes)
          .orElse(
              malformed -> {
                throw new StorageCorrupted(file + ": " + malformed.detail());
              });
    }
  }

  private static void refuseOthers(StoreDescriptor found, StoreLocation location, String engine) {
    if (!found.cluster().equals(location.cluster())) {
      throw new StorageRefused(
          Sentinel.STATE_MISMATCH,
          "%s is of cluster %s, not %s."
              .formatted(location.home(), found.cluster(), location.cluster()));
    }
    refuseOtherEngines(found, location.home(), engine);
  }

  static void refuseOtherEngines(StoreDescriptor found, Path home, String engine) {
    if (!found.engine().equals(engine)) {
      throw new StorageRefused(
          Sentinel.STORE_UNSUPPORTED,
          "%s was written by engine %s, not %s.".formatted(home, found.engine(), engine));
    }
  }

  /** Generations without a descriptor are a store that lost it, not a new store. */
  static void refuseOrphans(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      return;
    }
    try (Stream<Path> files = Files.list(home)) {
      if (files.anyMatch(StoreHome::isGeneration)) {
        throw new StorageCorrupted(home + " has lost its file " + DESCRIPTOR + ".");
      }
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
