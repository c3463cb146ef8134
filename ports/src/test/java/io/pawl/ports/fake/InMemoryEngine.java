// SPDX-License-Identifier: Apache-2.0
package io.pawl.ports.fake;

import static java.util.Objects.requireNonNull;

import io.pawl.domain.fault.Sentinel;
import io.pawl.ports.driven.Glance;
import io.pawl.ports.driven.StorageEngine;
import io.pawl.ports.driven.StorageRefused;
import io.pawl.ports.driven.StorageUnavailable;
import io.pawl.ports.driven.StoreLocation;
import io.pawl.ports.driven.WriterRegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A storage engine whose disk is a map from home to bytes, shared by all stores this instance
 * opens: state survives closing and reopening, and nothing is ever written to a real folder.
 * Everything in {@code docs/contracts/registry-store.md} holds for it, crashes and damage included.
 *
 * <p>Its limits: one process, one instance; a commit costs as much as there are rows; what was
 * never synced is kept twice; a disk lives as long as the engine.
 */
public final class InMemoryEngine implements StorageEngine {
  private final Map<Path, Disk> disks = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public WriterRegistryStore open(StoreLocation location) {
    requireNonNull(location, "location");
    Disk disk = disks.computeIfAbsent(key(location.home()), home -> format(location));
    return new InMemoryStore(location.cluster(), disk, disk.acquire(location));
  }

  @Override
  public Optional<Glance> glance(Path home) {
    Disk disk = disks.get(key(home));
    return disk == null ? Optional.empty() : Optional.of(disk.glance(home));
  }

  /** Puts at {@code image} what a crash right now would leave of the store at {@code home}. */
  public void crash(Path home, Path image, UnaryOperator<List<Commit>> survivors) {
    disks.put(key(image), at(home).crash(survivors));
  }

  /** Changes the durable bytes of the store at {@code home} behind its back. */
  public void damage(Path home, UnaryOperator<byte[]> harm) {
    at(home).damage(harm);
  }

  private Disk at(Path home) {
    return requireNonNull(disks.get(key(home)), () -> "There is no store at " + home + ".");
  }

  private static Disk format(StoreLocation location) {
    refuseStrangersFolder(location.home());
    return new Disk(location.cluster());
  }

  private static void refuseStrangersFolder(Path home) {
    if (!Files.exists(home)) {
      return;
    }
    try (Stream<Path> files = Files.list(home)) {
      if (files.findAny().isPresent()) {
        throw new StorageRefused(
            Sentinel.STATE_MISMATCH, home + " holds files that are not a store's.");
      }
    } catch (IOException e) {
      throw new StorageUnavailable("Looking into " + home + " failed.", e);
    }
  }

  private static Path key(Path home) {
    return home.toAbsolutePath().normalize();
  }
}
